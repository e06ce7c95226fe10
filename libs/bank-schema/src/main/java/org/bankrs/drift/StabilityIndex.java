package org.bankrs.drift;

/**
 * The population stability index (PSI) of two histograms: the sum over the bins of (q - p) ln(q /
 * p), where p and q are the shares of the rows expected and observed. Half a row is added to every
 * bin, so that an empty one gives no infinite value; bins empty on both sides do not count.
 *
 * <p>Without any drift the index of B bins is not 0: chance alone gives about (B - 1) (1/n + 1/N)
 * for n rows beside N, with a standard deviation of about sqrt(2 (B - 1)) (1/n + 1/N). {@link
 * #value()} has that taken off, so that 100 rows and 100,000 can be held against the same limit.
 *
 * @param raw the index as defined, 0 and more; 0 without rows on either side
 * @param chance what chance alone gives on average
 * @param deviation standard deviation of what chance alone gives
 * @param rows rows observed
 */
public record StabilityIndex(double raw, double chance, double deviation, long rows) {
  /** How many standard deviations are taken for more than chance. */
  private static final double BEYOND_CHANCE = 3;

  /**
   * Compares two histograms of the same bins.
   *
   * @param expected training rows by bin
   * @param observed rows by bin
   */
  public static StabilityIndex of(long[] expected, long[] observed) {
    long before = 0;
    long now = 0;
    int bins = 0;
    for (int i = 0; i < expected.length; i++) {
      before += expected[i];
      now += observed[i];
      bins += expected[i] + observed[i] > 0 ? 1 : 0;
    }
    if (before == 0 || now == 0) {
      return new StabilityIndex(0, 0, 0, now);
    }
    double index = 0;
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] + observed[i] > 0) {
        double p = (expected[i] + 0.5) / (before + 0.5 * bins);
        double q = (observed[i] + 0.5) / (now + 0.5 * bins);
        index += (q - p) * Math.log(q / p);
      }
    }
    double unit = 1.0 / now + 1.0 / before;
    return new StabilityIndex(index, (bins - 1) * unit, Math.sqrt(2.0 * (bins - 1)) * unit, now);
  }

  /** The index less what chance alone gives, at least 0. */
  public double value() {
    return Math.max(0, raw - chance);
  }

  /** Whether the index is above a limit, of enough rows, and more than chance explains. */
  public boolean isAbove(double limit, long leastRows) {
    return rows >= leastRows && value() > limit && raw > chance + BEYOND_CHANCE * deviation;
  }
}
