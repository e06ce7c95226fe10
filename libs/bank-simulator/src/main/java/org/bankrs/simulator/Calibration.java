package org.bankrs.simulator;

import java.util.Arrays;

/**
 * The fitted intercepts: logarithms of odds or hazards of a customer whose effects are all 0.
 * Immutable and thread-safe.
 */
final class Calibration {
  private final double[][] holding;
  private final double[][] taking;
  private final double[][] giving;
  private final double[] meanTaking;

  /**
   * @param holding by product and a single month: holding it when the panel begins
   * @param taking by product and month: newly taking it
   * @param giving by product and month: giving it up
   */
  Calibration(double[][] holding, double[][] taking, double[][] giving) {
    this.holding = copy(holding);
    this.taking = copy(taking);
    this.giving = copy(giving);
    meanTaking =
        Arrays.stream(taking)
            .mapToDouble(months -> Arrays.stream(months).skip(1).average().orElseThrow())
            .toArray();
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  static Calibration read(String resource) {
    Table table = Table.read(resource);
    return new Calibration(
        rows(resource, table, "holding", 1),
        rows(resource, table, "taking", Panel.MONTHS),
        rows(resource, table, "giving", Panel.MONTHS));
  }

  double holding(int product) {
    return holding[product][0];
  }

  double taking(int product, int month) {
    return taking[product][month];
  }

  double giving(int product, int month) {
    return giving[product][month];
  }

  /** The mean over the months of the intercepts of taking a product. */
  double meanTaking(int product) {
    return meanTaking[product];
  }

  private static double[][] rows(String resource, Table all, String kind, int months) {
    Table table =
        new Table(
            all.columns(), all.rows().stream().filter(row -> row.get(0).equals(kind)).toList());
    Products.requireAll(resource, table);
    double[][] values = new double[Products.COUNT][months];
    for (int month = 0; month < months; month++) {
      double[] column = table.numbers(Panel.name(month).toString());
      for (int k = 0; k < Products.COUNT; k++) {
        values[k][month] = column[k];
      }
    }
    return values;
  }
}
