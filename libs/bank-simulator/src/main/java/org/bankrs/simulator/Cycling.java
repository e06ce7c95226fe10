package org.bankrs.simulator;

/** How products come and go again: hazards by the months since they last changed. */
final class Cycling {
  private static final int LAGS = 6;

  private final double[][] retake = new double[Products.COUNT][LAGS];
  private final double[][] giveUp = new double[Products.COUNT][LAGS];

  private Cycling(Table table) {
    for (int lag = 0; lag < LAGS; lag++) {
      double[] re = table.numbers("re_" + (lag + 1));
      double[] up = table.numbers("up_" + (lag + 1));
      for (int k = 0; k < Products.COUNT; k++) {
        retake[k][lag] = re[k];
        giveUp[k][lag] = up[k];
      }
    }
  }

  static Cycling read(String resource) {
    Table table = Table.read(resource);
    Products.requireAll(resource, table);
    return new Cycling(table);
  }

  /** The hazard of taking a product again so many months (from 1) after it was given up. */
  double retakeHazard(int product, int months) {
    return retake[product][Math.min(months, LAGS) - 1] * (months > 12 ? 0.5 : 1);
  }

  /** By how much the hazard of giving a product up is raised so many months after it was taken. */
  double giveUpFactor(int product, int months) {
    return giveUp[product][Math.min(months, LAGS) - 1];
  }

  /** Whether the product is typically held on and off. */
  boolean cycles(int product) {
    return retake[product][1] >= 0.15;
  }
}
