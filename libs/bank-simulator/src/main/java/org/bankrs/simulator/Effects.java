package org.bankrs.simulator;

import org.bankrs.schema.Product;

/** How much each covariate adds to the logarithm of a product's odds or hazard. */
final class Effects {
  private final double[][] byProduct = new double[Product.ALL.size()][Covariate.COUNT];

  private Effects(Table table) {
    for (Covariate covariate : Covariate.values()) {
      double[] column = table.numbers(covariate.column());
      for (int k = 0; k < byProduct.length; k++) {
        byProduct[k][covariate.ordinal()] = column[k];
      }
    }
  }

  static Effects read(String resource) {
    Table table = Table.read(resource);
    Products.requireAll(resource, table);
    return new Effects(table);
  }

  /** Fills the part of each product's score that does not change. */
  void staticScores(double[] covariates, double[] scores) {
    for (int k = 0; k < byProduct.length; k++) {
      scores[k] = sum(byProduct[k], covariates, 0, Covariate.STATIC);
    }
  }

  /** The part of a product's score that depends on the month. */
  double monthlyScore(int product, double[] covariates) {
    return sum(byProduct[product], covariates, Covariate.STATIC, Covariate.COUNT);
  }

  private static double sum(double[] effects, double[] covariates, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += effects[i] * covariates[i];
    }
    return sum;
  }
}
