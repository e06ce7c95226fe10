package org.bankrs.simulator;

import java.util.List;

/** The provinces: where customers of a seniority live, and what is earned there. Thread-safe. */
final class Provinces {
  private static final int TENURE_BAND = 16;
  private static final int BANDS = 17;
  private static final double MEAN_TENURE = 79.9;
  private static final double TENURE_DEVIATION = 66.9;

  private final List<String> codes;
  private final List<String> names;
  private final double[] meanLogIncome;
  private final Discrete[] byTenure = new Discrete[BANDS];
  private final int madrid;

  Provinces() {
    Table table = Table.read("provinces.csv");
    codes = table.texts("code").stream().map("%2s"::formatted).toList();
    names = table.texts("name");
    meanLogIncome = table.numbers("mean_log_income");
    madrid = names.indexOf("MADRID");
    double[] rows = table.numbers("rows");
    double[] meanTenure = table.numbers("mean_seniority");
    for (int band = 0; band < BANDS; band++) {
      double tenure = (band * TENURE_BAND + TENURE_BAND / 2.0 - MEAN_TENURE) / TENURE_DEVIATION;
      double[] weights = rows.clone();
      for (int i = 0; i < weights.length; i++) {
        // Exponential tilting: the provinces' mean seniorities come out about right.
        weights[i] *= Math.exp(tenure * (meanTenure[i] - MEAN_TENURE) / TENURE_DEVIATION);
      }
      byTenure[band] = new Discrete(weights);
    }
  }

  /** The row of the province of a customer. */
  int sample(int tenureMonths, double draw) {
    return byTenure[Math.min(tenureMonths / TENURE_BAND, BANDS - 1)].quantile(draw);
  }

  /** The code, padded to two places. */
  String code(int row) {
    return codes.get(row);
  }

  String name(int row) {
    return names.get(row);
  }

  double meanLogIncome(int row) {
    return meanLogIncome[row];
  }

  boolean isMadrid(int row) {
    return row == madrid;
  }
}
