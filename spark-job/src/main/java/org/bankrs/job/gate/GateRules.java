package org.bankrs.job.gate;

/**
 * What a challenger must keep to. Losses and margins are shares of the champion's value: 0.02 is
 * two percent.
 *
 * @param mapMargin the largest loss of MAP@7 that the bootstrap interval may hold
 * @param logLossMargin the largest increase of the log-loss that the bootstrap interval may hold
 * @param minPositives products with at least that many acquisitions are compared one by one
 * @param productLoss the largest increase of the log-loss of any such product
 * @param calibrationError the calibration error that always passes; a larger one passes when it is
 *     at most a quarter above the champion's
 * @param latencyMicros the longest time for one row's 24 probabilities on one core, microseconds
 * @param minBuyers the fewest customers who acquire something in the month
 * @param replicates of the bootstrap by customer
 * @param seed of the bootstrap
 */
public record GateRules(
    double mapMargin,
    double logLossMargin,
    int minPositives,
    double productLoss,
    double calibrationError,
    double latencyMicros,
    int minBuyers,
    int replicates,
    long seed) {
  private static final int LEAST_REPLICATES = 20;

  /** Refuses values out of range, by the name of their option. */
  public GateRules {
    require("--map-margin", mapMargin, 0);
    require("--log-loss-margin", logLossMargin, 0);
    require("--min-positives", minPositives, 1);
    require("--product-loss", productLoss, 0);
    require("--calibration-error", calibrationError, 0);
    require("--latency", latencyMicros, 0);
    require("--min-buyers", minBuyers, 1);
    require("--replicates", replicates, LEAST_REPLICATES);
  }

  private static void require(String option, double value, double least) {
    if (!(value >= least)) {
      throw new IllegalArgumentException(
          "%s %s: expected at least %s".formatted(option, value, least));
    }
  }
}
