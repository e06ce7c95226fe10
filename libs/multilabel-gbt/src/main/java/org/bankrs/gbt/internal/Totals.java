package org.bankrs.gbt.internal;

import java.io.Serializable;
import org.apache.spark.api.java.function.Function;

/**
 * What the training rows of each label add up to, in whole numbers, so that the order of adding
 * does not matter.
 *
 * @param rows how many count
 * @param weights of those, in units of 1 / {@link #WEIGHT_ONE}
 * @param positives weights of the true ones among them
 * @param gradients in units of 1 / {@link Logistic#GRADIENT_ONE}
 * @param hessians in units of 1 / {@link Logistic#HESSIAN_ONE}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Totals(long[] rows, long[] weights, long[] positives, long[] gradients, long[] hessians)
    implements Serializable {
  private static final double WEIGHT_ONE = 1 << 20;

  /**
   * The totals of a shard at the scores of the finished rounds.
   *
   * @param shifts added to the scores, by label
   */
  static Function<Shard, Totals> scan(Growth growth, double[] shifts) {
    return shard -> {
      synchronized (shard) {
        shard.advance(growth);
        return of(shard, shifts);
      }
    };
  }

  private static Totals of(Shard shard, double[] shifts) {
    int labels = shard.labels;
    Totals totals =
        new Totals(
            new long[labels],
            new long[labels],
            new long[labels],
            new long[labels],
            new long[labels]);
    for (int label = 0; label < labels; label++) {
      double[] scores = shard.scores(label);
      for (int row = 0; row < shard.trainingRows; row++) {
        if (shard.counts(row, label)) {
          double score = scores[row] + shifts[label];
          totals.add(label, shard.weight(row), score, shard.isPositive(row, label));
        }
      }
    }
    return totals;
  }

  private void add(int label, double weight, double score, boolean isPositive) {
    double p = Logistic.probability(score);
    long fixed = Math.round(weight * WEIGHT_ONE);
    rows[label]++;
    weights[label] += fixed;
    positives[label] += isPositive ? fixed : 0;
    gradients[label] += Math.round((p - (isPositive ? 1 : 0)) * weight * Logistic.GRADIENT_ONE);
    hessians[label] += Math.round(p * (1 - p) * weight * Logistic.HESSIAN_ONE);
  }

  /** The weight of a label's rows. */
  double weight(int label) {
    return weights[label] / WEIGHT_ONE;
  }

  /** The weight of a label's true rows. */
  double positive(int label) {
    return positives[label] / WEIGHT_ONE;
  }

  /** The sums of a label. */
  NewtonSplit.Sums sums(int label) {
    return new NewtonSplit.Sums(
        (double) gradients[label] / Logistic.GRADIENT_ONE,
        (double) hessians[label] / Logistic.HESSIAN_ONE,
        rows[label]);
  }

  /** Adds another's sums to these, which are returned. */
  Totals add(Totals other) {
    for (int label = 0; label < rows.length; label++) {
      rows[label] += other.rows[label];
      weights[label] += other.weights[label];
      positives[label] += other.positives[label];
      gradients[label] += other.gradients[label];
      hessians[label] += other.hessians[label];
    }
    return this;
  }
}
