package org.bankrs.job.evaluate;

/**
 * Fine bins of a probability, equally wide in log-odds, so that rare products are resolved as well
 * as common ones. Ranks within a bin (a factor of 1.008 in the odds) are not told apart.
 */
final class ScoreBins {
  /** Number of bins. */
  static final int COUNT = 4096;

  private static final double LIMIT = 16;
  private static final double WIDTH = 2 * LIMIT / COUNT;

  private ScoreBins() {}

  /** The bin of a probability; 0 and 1 fall into the outermost ones. */
  static int of(double probability) {
    double logOdds = Math.log(probability) - Math.log1p(-probability);
    return (int) Math.max(0, Math.min(COUNT - 1.0, Math.floor((logOdds + LIMIT) / WIDTH)));
  }

  /** The lowest probability of a bin. */
  static double lowerEdge(int bin) {
    return 1 / (1 + Math.exp(LIMIT - bin * WIDTH));
  }

  /** The log-odds in the middle of a bin. */
  static double logOdds(int bin) {
    return (bin + 0.5) * WIDTH - LIMIT;
  }
}
