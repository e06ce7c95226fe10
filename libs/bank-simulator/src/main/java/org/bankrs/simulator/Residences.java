package org.bankrs.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Where customers live: countries, provinces, and what is earned there. Thread-safe. */
final class Residences {
  /** Stands for the province of those who live abroad. */
  static final int NO_PROVINCE = -1;

  private static final String HOME = "ES";
  private static final int TENURE_BAND = 16;
  private static final int BANDS = 17;
  private static final double MEAN_TENURE = 79.9;
  private static final double TENURE_DEVIATION = 66.9;

  private final double residentShare;
  private final List<String> countries;
  private final Discrete abroad;
  private final List<String> codes;
  private final List<String> names;
  private final double[] meanLogIncome;
  private final double[] shares;
  private final Discrete[] byTenure = new Discrete[BANDS];
  private final int madrid;

  Residences() {
    Table countryTable = Table.read("countries.csv");
    countries = countryTable.texts("country");
    double[] customers = countryTable.numbers("rows");
    int home = countries.indexOf(HOME);
    residentShare = customers[home] / Arrays.stream(customers).sum();
    customers[home] = 0;
    abroad = new Discrete(customers);

    Table table = Table.read("provinces.csv");
    codes = table.texts("code").stream().map("%2s"::formatted).toList();
    names = table.texts("name");
    meanLogIncome = table.numbers("mean_log_income");
    madrid = names.indexOf("MADRID");
    double[] rows = table.numbers("rows");
    double allRows = Arrays.stream(rows).sum();
    shares = Arrays.stream(rows).map(n -> n / allRows).toArray();
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

  /**
   * Where a customer lives.
   *
   * @param country the code
   * @param province the row of the province, {@link #NO_PROVINCE} abroad
   */
  record Residence(String country, int province) {}

  Residence residence(int tenureMonths, SplittableRandom random) {
    double where = random.nextDouble();
    double draw = random.nextDouble();
    return where < residentShare
        ? new Residence(HOME, province(tenureMonths, draw))
        : new Residence(countries.get(abroad.quantile(draw)), NO_PROVINCE);
  }

  /** The row of the province of a resident who joined so many months ago. */
  int province(int tenureMonths, double draw) {
    return byTenure[Math.min(tenureMonths / TENURE_BAND, BANDS - 1)].quantile(draw);
  }

  /** The code of a province, padded to two places. */
  String code(int province) {
    return codes.get(province);
  }

  String name(int province) {
    return names.get(province);
  }

  /** The share of a province among residents. */
  double share(int province) {
    return shares[province];
  }

  double meanLogIncome(int province) {
    return meanLogIncome[province];
  }

  boolean isMadrid(int province) {
    return province == madrid;
  }
}
