package org.bankrs.gbt.internal;

/**
 * First and second derivative of the log-loss in fixed point, so that sums of them do not depend on
 * the order of the rows.
 *
 * <p>Both sit in one long: the gradient, signed, in the upper 32 bits, the hessian in the lower 32.
 * The sum of such longs holds both sums as long as neither overflows.
 */
final class Logistic {
  /** Fixed-point value of a gradient of 1. */
  static final long GRADIENT_ONE = 1L << 22;

  /** Fixed-point value of a hessian of 1. */
  static final long HESSIAN_ONE = 1L << 24;

  /** What a packed pair changes by when the row is positive. */
  static final long POSITIVE = -(GRADIENT_ONE << 32);

  /** Either sum must stay below. */
  static final long LIMIT = 1L << 31;

  private static final double RANGE = 10;
  private static final int STEPS = 1 << 13;
  private static final long[] PAIRS = pairs();

  private Logistic() {}

  private static long[] pairs() {
    // The first entry is for rows that do not count.
    long[] pairs = new long[(int) (2 * RANGE * STEPS) + 2];
    for (int i = 1; i < pairs.length; i++) {
      double score = (i - 1) / (double) STEPS - RANGE;
      // StrictMath, so that every machine has the same table.
      double p = 1 / (1 + StrictMath.exp(-2 * score));
      long gradient = Math.round(p * GRADIENT_ONE);
      long hessian = Math.max(1, Math.round(p * (1 - p) * HESSIAN_ONE));
      pairs[i] = (gradient << 32) + hessian;
    }
    return pairs;
  }

  /**
   * Gradient and hessian of a negative row.
   *
   * @param score half the log-odds; NaN gives zeros
   */
  static long pair(double score) {
    return PAIRS[(int) Math.max(1, Math.min(PAIRS.length - 1, (score + RANGE) * STEPS + 1.5))];
  }

  static long gradient(long pair) {
    return pair >> 32;
  }

  static long hessian(long pair) {
    return pair & 0xFFFF_FFFFL;
  }

  /** Log-loss of a row in units of 1 / {@link #GRADIENT_ONE}. */
  static long loss(double score, boolean positive) {
    double margin = positive ? 2 * score : -2 * score;
    double loss =
        margin > 0
            ? StrictMath.log1p(StrictMath.exp(-margin))
            : StrictMath.log1p(StrictMath.exp(margin)) - margin;
    return Math.round(loss * GRADIENT_ONE);
  }
}
