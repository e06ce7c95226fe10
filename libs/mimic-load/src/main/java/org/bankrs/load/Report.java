package org.bankrs.load;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Prints what came of a run: counts and latencies in milliseconds by endpoint and outcome. */
final class Report {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
  private static final double MICROS_PER_MILLI = 1000;

  private Report() {}

  static void print(PrintWriter out, Tally tally, double seconds) {
    out.println(
        line(
            "endpoint",
            "status",
            "outcome",
            "requests",
            List.of("p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms")));
    for (Map.Entry<Tally.Key, Histogram> entry : tally.histograms().entrySet()) {
      Tally.Key key = entry.getKey();
      String status = key.status() == 0 ? "-" : Integer.toString(key.status());
      out.println(
          line(
              key.endpoint().path(),
              status,
              key.outcome().text(),
              count(entry.getValue()),
              latencies(entry.getValue())));
    }
    Histogram all = tally.answers(Optional.empty());
    out.println(line("all", "", "with an answer", count(all), latencies(all)));
    out.println(
        String.format(
            Locale.ROOT,
            "%.1f answers a second; a request was sent at most %.1f ms after its time",
            all.getTotalCount() / seconds,
            tally.latest() / 1e6));
    out.flush();
  }

  private static String line(
      String endpoint, String status, String outcome, String count, List<String> latencies) {
    StringBuilder line =
        new StringBuilder(
            String.format(Locale.ROOT, "%-15s %6s  %-24s %9s", endpoint, status, outcome, count));
    latencies.forEach(text -> line.append(String.format(Locale.ROOT, " %9s", text)));
    return line.toString();
  }

  private static String count(Histogram histogram) {
    return Long.toString(histogram.getTotalCount());
  }

  private static List<String> latencies(Histogram histogram) {
    return Arrays.stream(PERCENTILES)
        .mapToObj(
            percentile ->
                String.format(
                    Locale.ROOT,
                    "%.2f",
                    histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI))
        .toList();
  }
}
