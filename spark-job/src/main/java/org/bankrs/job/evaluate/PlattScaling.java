package org.bankrs.job.evaluate;

import org.bankrs.schema.Product;

/**
 * Calibration of a product's probabilities: the log-odds are stretched and shifted so that they fit
 * what was observed (J. Platt, Probabilistic outputs for support vector machines, 1999), found by
 * Newton's method on the tally's bins.
 *
 * @param slope the factor of the log-odds, above 0
 * @param intercept what is added to them
 */
public record PlattScaling(double slope, double intercept) {
  /**
   * With fewer positives only the intercept is fitted, to a rate between these rows' and the base
   * rate.
   */
  static final int MIN_POSITIVES = 30;

  private static final double PRIOR_POSITIVES = 10;

  /** Pulls the slope to 1 as strongly as that many rows would. */
  private static final double RIDGE = 1;

  private static final int ITERATIONS = 100;
  private static final double CONVERGED = 1e-10;
  private static final double MIN_SLOPE = 0.05;

  /**
   * Fits the scaling of one product.
   *
   * @param tally the model on rows that it was not fitted on
   * @param baseRate acquisitions a non-owner in the training months
   */
  public static PlattScaling of(Tally tally, Product product, double baseRate) {
    Histogram histogram = tally.histogram(product.ordinal());
    long positives = histogram.positiveCount();
    if (histogram.count() == 0) {
      return new PlattScaling(1, 0);
    }
    return positives >= MIN_POSITIVES
        ? fit(histogram, true, (double) positives)
        : fit(histogram, false, histogram.count() * shrunkRate(histogram, baseRate));
  }

  /** The rate of these rows, drawn to the base rate as by earlier rows with a few positives. */
  private static double shrunkRate(Histogram histogram, double baseRate) {
    return (histogram.positiveCount() + PRIOR_POSITIVES)
        / (histogram.count() + PRIOR_POSITIVES / baseRate);
  }

  /**
   * Newton's method; without a free slope the intercept makes the expected number of positives
   * right.
   */
  private static PlattScaling fit(Histogram histogram, boolean freeSlope, double positives) {
    double slope = 1;
    double intercept = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      double slopeGradient = RIDGE * (slope - 1);
      double slopeCurvature = RIDGE;
      double interceptGradient = -positives;
      double interceptCurvature = 0;
      double mixedCurvature = 0;
      for (int b = 0; b < ScoreBins.COUNT; b++) {
        long count = histogram.positives[b] + histogram.negatives[b];
        if (count == 0) {
          continue;
        }
        double logOdds = ScoreBins.logOdds(b);
        double p = 1 / (1 + Math.exp(-(slope * logOdds + intercept)));
        double weight = count * p * (1 - p);
        slopeGradient += logOdds * (count * p - histogram.positives[b]);
        slopeCurvature += weight * logOdds * logOdds;
        interceptGradient += count * p;
        interceptCurvature += weight;
        mixedCurvature += weight * logOdds;
      }
      double slopeStep = 0;
      double interceptStep = interceptGradient / interceptCurvature;
      if (freeSlope) {
        double determinant = slopeCurvature * interceptCurvature - mixedCurvature * mixedCurvature;
        slopeStep =
            (interceptCurvature * slopeGradient - mixedCurvature * interceptGradient) / determinant;
        interceptStep =
            (slopeCurvature * interceptGradient - mixedCurvature * slopeGradient) / determinant;
      }
      // Far from the solution a whole step may overshoot.
      double damping = Math.min(1, 2 / Math.max(Math.abs(slopeStep), Math.abs(interceptStep)));
      slope = Math.max(MIN_SLOPE, slope - damping * slopeStep);
      intercept -= damping * interceptStep;
      if (Math.abs(slopeStep) < CONVERGED && Math.abs(interceptStep) < CONVERGED) {
        break;
      }
    }
    return new PlattScaling(slope, intercept);
  }
}
