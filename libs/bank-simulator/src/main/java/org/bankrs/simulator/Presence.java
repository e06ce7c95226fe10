package org.bankrs.simulator;

import java.util.SplittableRandom;

/**
 * The months in which a customer is in the panel.
 *
 * @param bits bit m is set when the customer has a row in month m
 * @param lastAsPrimary the month at whose end the customer is primary no more, -1 for none
 */
record Presence(int bits, int lastAsPrimary) {

  boolean in(int month) {
    return (bits >>> month & 1) != 0;
  }

  /** Draws presences. Thread-safe. */
  static final class Sampler {
    /** The last months of customers without a profile: 2015-01 to 2015-05. */
    private static final Discrete MISSING_PROFILE_LAST = new Discrete(0.08, 0.10, 0.16, 0.28, 0.38);

    private static final double RETURNS = 0.26;

    /** Published lengths of gaps: 2 to 6 months from row to row. */
    private static final Discrete GAPS = new Discrete(2359, 1752, 1560, 1207, 1104);

    private final double[] leaving = new double[Panel.MONTHS];

    Sampler() {
      Table table = Table.read("leaving.csv");
      double[] rows = table.numbers("rows");
      double[] leavers = table.numbers("leavers");
      for (int month = Panel.EXTRACT_MONTH - 1; month < Panel.MONTHS; month++) {
        leaving[month] = leavers[month] / rows[month];
      }
    }

    Presence sample(Customer customer, SplittableRandom random) {
      if (customer.gaps().profileMissing()) {
        int last = MISSING_PROFILE_LAST.quantile(random.nextDouble());
        return new Presence(months(0, last), -1);
      }
      int first = customer.joining().firstMonth();
      for (int month = first; month < Panel.MONTHS; month++) {
        if (random.nextDouble() < leaving[month]) {
          int bits = months(first, month);
          if (random.nextDouble() < RETURNS) {
            int back = month + 2 + GAPS.quantile(random.nextDouble());
            bits |= months(back, Panel.MONTHS - 1);
          }
          return new Presence(bits, month >= Panel.EXTRACT_MONTH ? month : -1);
        }
      }
      return new Presence(months(first, Panel.MONTHS - 1), -1);
    }

    private static int months(int from, int to) {
      return from > to ? 0 : (1 << (to + 1)) - (1 << from);
    }
  }
}
