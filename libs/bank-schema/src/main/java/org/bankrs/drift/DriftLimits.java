package org.bankrs.drift;

/**
 * When a population stability index is an alarm.
 *
 * @param features index of a feature; 0.1 is commonly called a moderate shift, 0.25 a large one
 * @param scores index of a product's probabilities, which move with the season by themselves
 * @param leastRows fewer rows never give an alarm
 */
public record DriftLimits(double features, double scores, long leastRows) {
  /** What the service and the batch job go by unless told otherwise. */
  public static final DriftLimits USUAL = new DriftLimits(0.1, 0.5, 1000);

  /** Refuses limits that are no positive numbers. */
  public DriftLimits {
    if (!(features > 0) || !(scores > 0) || leastRows < 1) {
      throw new IllegalArgumentException(
          "drift limits of %s for features, %s for scores, %d rows: expected more than 0"
              .formatted(features, scores, leastRows));
    }
  }
}
