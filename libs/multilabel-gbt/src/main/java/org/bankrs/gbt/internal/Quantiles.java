package org.bankrs.gbt.internal;

import java.util.Arrays;

/** Cuts values into bins of about equal numbers of rows. */
final class Quantiles {
  private Quantiles() {}

  /**
   * Thresholds half-way between neighbouring values; between all of them where they are few.
   *
   * @param values distinct, ascending
   * @param weights rows of each value
   * @param distinct how many of the values count
   */
  static double[] thresholds(double[] values, long[] weights, int distinct, int maxBins) {
    double[] thresholds = new double[Math.max(0, Math.min(distinct, maxBins) - 1)];
    if (distinct <= maxBins) {
      for (int i = 0; i < thresholds.length; i++) {
        thresholds[i] = middle(values[i], values[i + 1]);
      }
      return thresholds;
    }
    long left = 0;
    for (int i = 0; i < distinct; i++) {
      left += weights[i];
    }
    int found = 0;
    long inBin = 0;
    for (int i = 0; i + 1 < distinct && found < thresholds.length; i++) {
      inBin += weights[i];
      // What is left is shared out evenly, so that one frequent value does not thin out the rest.
      if (inBin * (maxBins - found) >= left) {
        thresholds[found++] = middle(values[i], values[i + 1]);
        left -= inBin;
        inBin = 0;
      }
    }
    return Arrays.copyOf(thresholds, found);
  }

  private static double middle(double low, double high) {
    double middle = low / 2 + high / 2;
    // Neighbouring numbers have nothing between them.
    return middle >= low && middle < high ? middle : low;
  }
}
