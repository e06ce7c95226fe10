package org.bankrs.gbt.internal;

import java.io.Serializable;

/**
 * How many training rows each label has, in whole numbers, so that the order of adding does not
 * matter.
 *
 * @param rows how many count
 * @param weights of those, in units of 1 / {@link #WEIGHT_ONE}
 * @param positives weights of the true ones among them
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Totals(long[] rows, long[] weights, long[] positives) implements Serializable {
  private static final double WEIGHT_ONE = 1 << 20;

  /** The totals of a shard. */
  static Totals of(Shard shard) {
    int labels = shard.labels;
    Totals totals = new Totals(new long[labels], new long[labels], new long[labels]);
    for (int row = 0; row < shard.trainingRows; row++) {
      long weight = Math.round(shard.weight(row) * WEIGHT_ONE);
      for (int label = 0; label < labels; label++) {
        int counts = shard.counts(row, label) ? 1 : 0;
        int positive = shard.isPositive(row, label) ? 1 : 0;
        totals.rows[label] += counts;
        totals.weights[label] += counts * weight;
        totals.positives[label] += positive * weight;
      }
    }
    return totals;
  }

  /** The weight of a label's rows. */
  double weight(int label) {
    return weights[label] / WEIGHT_ONE;
  }

  /** The weight of a label's true rows. */
  double positive(int label) {
    return positives[label] / WEIGHT_ONE;
  }

  /** The share of a label's weight that is of true rows; 0 without rows. */
  double rate(int label) {
    return weights[label] == 0 ? 0 : (double) positives[label] / weights[label];
  }

  /** Whether a label has both true rows and others. */
  boolean varies(int label) {
    return positives[label] > 0 && positives[label] < weights[label];
  }

  /** Adds another's sums to these, which are returned. */
  Totals add(Totals other) {
    for (int label = 0; label < rows.length; label++) {
      rows[label] += other.rows[label];
      weights[label] += other.weights[label];
      positives[label] += other.positives[label];
    }
    return this;
  }
}
