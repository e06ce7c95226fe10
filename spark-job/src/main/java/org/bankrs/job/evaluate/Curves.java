package org.bankrs.job.evaluate;

import java.util.List;

/**
 * Of all pairs of a customer and a product together: what the curves of a predictor are drawn from.
 *
 * @param pairs all pairs
 * @param positives how many of them were acquired
 * @param cuts thresholds from high to low
 * @param reliability groups of similar probabilities, from low to high
 */
public record Curves(
    long pairs, long positives, List<Cut> cuts, List<ReliabilityGroup> reliability) {

  /**
   * What a threshold does.
   *
   * @param threshold a probability
   * @param recommended pairs at or above it
   * @param right how many of these were acquired
   */
  public record Cut(double threshold, long recommended, long right) {}

  /**
   * Pairs of similar probability.
   *
   * @param predicted their mean probability
   * @param observed the share of them that was acquired
   * @param pairs how many
   */
  public record ReliabilityGroup(double predicted, double observed, long pairs) {}
}
