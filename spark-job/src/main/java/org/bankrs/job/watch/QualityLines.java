package org.bankrs.job.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bankrs.job.registry.Alias;

/**
 * How good champion and challenger were on the newest month whose outcome is known, as lines to
 * carbon where {@code BANKRS_GRAPHITE_HOST} names one. A carbon that does not take them is said in
 * a line and stops nothing.
 *
 * @param carbon its address, empty for none
 * @param prefix what names begin with
 * @param warnings where that line goes
 */
public record QualityLines(
    Optional<InetSocketAddress> carbon, String prefix, PrintStream warnings) {
  /** Names in Graphite of what is sent, of all products together, by the gate's own names. */
  public static final Map<String, String> METRICS =
      Map.of(
          "MAP@7", "map_at_7",
          "hit rate at 5, of buyers", "hit_rate_at_5_of_buyers",
          "ROC-AUC (micro)", "micro_roc_auc",
          "PR-AUC (micro)", "micro_pr_auc",
          "log-loss", "micro_log_loss",
          "calibration error", "micro_calibration_error");

  /** Whose metrics are sent. */
  public static final List<String> ROLES = List.of(Alias.CHAMPION, Alias.CHALLENGER);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String DEFAULT_PORT = "2003";

  /** By the environment; warnings go to the standard error stream. */
  public static QualityLines of(Map<String, String> environment) {
    String host = environment.getOrDefault("BANKRS_GRAPHITE_HOST", "").strip();
    String port = environment.getOrDefault("BANKRS_GRAPHITE_PORT", DEFAULT_PORT).strip();
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "BANKRS_GRAPHITE_PORT is \"%s\": expected a port".formatted(port));
    }
    return new QualityLines(
        host.isEmpty()
            ? Optional.empty()
            : Optional.of(new InetSocketAddress(host, Integer.parseInt(port))),
        environment.getOrDefault("BANKRS_GRAPHITE_PREFIX", "bank-rs"),
        System.err);
  }

  /**
   * Sends what the gate found, with the time of now.
   *
   * @param metrics by predictor and name; others than {@link #ROLES} and {@link #METRICS} are left
   *     out, and so is what is no number
   */
  public void send(Map<String, Map<String, Double>> metrics) {
    if (carbon.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    long now = Instant.now().getEpochSecond();
    for (String role : ROLES) {
      Map<String, Double> of = metrics.getOrDefault(role, Map.of());
      METRICS.forEach(
          (name, metric) -> {
            double value = of.getOrDefault(name, Double.NaN);
            if (!Double.isNaN(value)) {
              lines.append("%s.quality.%s.%s %s %d\n".formatted(prefix, role, metric, value, now));
            }
          });
    }
    try (Socket socket = new Socket()) {
      socket.connect(carbon.get(), (int) TIMEOUT.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      warnings.println(
          "bankrs: no metrics in Graphite at %s: %s".formatted(carbon.get(), e.getMessage()));
    }
  }
}
