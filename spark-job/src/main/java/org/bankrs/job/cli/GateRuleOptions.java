package org.bankrs.job.cli;

import org.bankrs.job.gate.GateRules;
import picocli.CommandLine.Option;

/** What the gate demands of a challenger. */
final class GateRuleOptions {
  @Option(
      names = "--map-margin",
      description = "The largest share of MAP@7 that the bootstrap interval may lose.")
  private double mapMargin = 0.05;

  @Option(
      names = "--log-loss-margin",
      description = "The largest share by which the bootstrap interval of the log-loss may grow.")
  private double logLossMargin = 0.02;

  @Option(
      names = "--min-positives",
      description = "Products with as many acquisitions are compared one by one.")
  private int minPositives = 100;

  @Option(
      names = "--product-loss",
      description = "The largest share by which the log-loss of such a product may grow.")
  private double productLoss = 0.1;

  @Option(
      names = "--calibration-error",
      description = "A calibration error that always passes; else up to 1.25 times the champion's.")
  private double calibrationError = 0.002;

  @Option(names = "--latency", description = "Most microseconds for the trees of one row.")
  private double latency = 5000;

  @Option(
      names = "--min-buyers",
      description = "Least customers who acquire something in the month.")
  private int minBuyers = 100;

  @Option(names = "--replicates", description = "Of the bootstrap by customer.")
  private int replicates = 200;

  @Option(names = "--seed", description = "Of the bootstrap.")
  private long seed = 42;

  /**
   * The rules.
   *
   * @throws IllegalArgumentException when an option is out of its range
   */
  GateRules rules() {
    return new GateRules(
        mapMargin,
        logLossMargin,
        minPositives,
        productLoss,
        calibrationError,
        latency,
        minBuyers,
        replicates,
        seed);
  }
}
