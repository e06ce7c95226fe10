package org.bankrs.gbt.internal;

import java.io.Serializable;

/**
 * What the predictions for some rows add up to, in whole numbers, so that the order of adding does
 * not matter. Not thread-safe.
 */
final class Expectation implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Steps of Newton's method that are enough to meet a mean. */
  static final int STEPS = 3;

  private static final double ONE = 1 << 24;

  private long positives;
  private long hessian;

  /** Adds a row of this score and weight. */
  void add(double score, double weight) {
    double p = Logistic.probability(score);
    positives += Math.round(p * weight * ONE);
    hessian += Math.round(p * (1 - p) * weight * ONE);
  }

  /** Adds another's sums to these, which are returned. */
  Expectation add(Expectation other) {
    positives += other.positives;
    hessian += other.hessian;
    return this;
  }

  /**
   * How far scores must be moved for the sum of the predictions to come near another.
   *
   * @param wanted the other sum, in rows
   */
  double shift(double wanted) {
    return new NewtonSplit.Sums(positives / ONE - wanted, hessian / ONE, 0).leafValue(0);
  }
}
