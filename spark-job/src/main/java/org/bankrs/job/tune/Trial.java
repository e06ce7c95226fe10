package org.bankrs.job.tune;

import java.util.Map;

/**
 * A trial that was measured.
 *
 * @param number from 0, the configuration in use today
 * @param data digest of the rows; trials of other rows do not compare
 * @param metrics on the month that is measured, by name
 * @param seconds of training
 */
public record Trial(
    int number,
    String data,
    Configuration configuration,
    Map<String, Double> metrics,
    double seconds) {
  /** What is made smallest: the log-loss over all pairs of customer and product. */
  public double logLoss() {
    return metrics.get("micro_log_loss");
  }
}
