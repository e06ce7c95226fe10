package org.bankrs.gbt.internal;

/**
 * The logistic function, the derivatives of the log-loss and the log-loss itself, from one table
 * that is the same on every machine, so that training is.
 *
 * <p>First and second derivative also come in fixed point, so that sums of them do not depend on
 * the order of the rows: both sit in one long, the gradient, signed, in the upper 32 bits, the
 * hessian in the lower 32. The sum of such longs holds both sums as long as neither overflows.
 */
final class Logistic {
  /** Fixed-point value of a gradient of 1. */
  static final long GRADIENT_ONE = 1L << 22;

  /** Fixed-point value of a hessian of 1. */
  static final long HESSIAN_ONE = 1L << 24;

  /** Fixed-point value of a log-loss of 1. */
  static final long LOSS_ONE = 1L << 22;

  /** What a packed pair changes by when the row is positive. */
  static final long POSITIVE = -(GRADIENT_ONE << 32);

  /** Either sum must stay below. */
  static final long LIMIT = 1L << 31;

  private static final double RANGE = 10;
  private static final int STEPS = 1 << 13;
  private static final long[] PAIRS;
  private static final float[] PROBABILITIES;
  private static final float[] LOSSES;

  static {
    // The first entry is for rows that do not count.
    int size = (int) (2 * RANGE * STEPS) + 2;
    PAIRS = new long[size];
    PROBABILITIES = new float[size];
    LOSSES = new float[size];
    for (int i = 1; i < size; i++) {
      double score = (i - 1) / (double) STEPS - RANGE;
      // StrictMath, so that every machine has the same table.
      double p = 1 / (1 + StrictMath.exp(-2 * score));
      PAIRS[i] = pair(p, p * (1 - p));
      PROBABILITIES[i] = (float) p;
      LOSSES[i] = (float) StrictMath.log1p(StrictMath.exp(2 * score));
    }
  }

  private Logistic() {}

  private static long pair(double gradient, double hessian) {
    return (Math.round(gradient * GRADIENT_ONE) << 32)
        + Math.max(1, Math.round(hessian * HESSIAN_ONE));
  }

  private static int entry(double score) {
    return (int) Math.max(1, Math.min(PAIRS.length - 1, (score + RANGE) * STEPS + 1.5));
  }

  /** The probability of a row. */
  static double probability(double score) {
    return PROBABILITIES[entry(score)];
  }

  /**
   * Gradient and hessian of a negative row.
   *
   * @param score half the log-odds; NaN gives zeros
   */
  static long pair(double score) {
    return PAIRS[entry(score)];
  }

  /** Gradient and hessian of a row that weighs other than 1. */
  static long weighted(long pair, double weight) {
    return pair == 0
        ? 0
        : (Math.round(gradient(pair) * weight) << 32)
            + Math.max(1, Math.round(hessian(pair) * weight));
  }

  static long gradient(long pair) {
    return pair >> 32;
  }

  static long hessian(long pair) {
    return pair & 0xFFFF_FFFFL;
  }

  /** Log-loss of a row. */
  static double loss(double score, boolean positive) {
    double margin = 2 * score;
    double negative = margin > 2 * RANGE ? margin : negativeLoss(score);
    return positive ? negative - margin : negative;
  }

  private static double negativeLoss(double score) {
    int entry = entry(score);
    double distance = score - ((entry - 1) / (double) STEPS - RANGE);
    return Math.max(0, LOSSES[entry] + 2 * PROBABILITIES[entry] * distance);
  }
}
