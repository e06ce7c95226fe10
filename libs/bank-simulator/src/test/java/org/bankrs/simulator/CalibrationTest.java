package org.bankrs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the simulated bank against what is published about the real one. */
class CalibrationTest {
  private static final long SEED = 20160628;
  private static final int CUSTOMERS = 50_000;

  @Test
  void resemblesThePublishedStatistics() {
    Simulator simulator = new Simulator(SEED);
    PanelStatistics statistics = new PanelStatistics();
    for (long customer = 0; customer < CUSTOMERS; customer++) {
      statistics.add(simulator.rows(customer));
    }
    Map<String, Double> simulated = statistics.values();

    Table published = Table.read("published-statistics.csv");
    List<String> outside = new ArrayList<>();
    StringBuilder table =
        new StringBuilder(line("statistic", "published", "simulated", "tolerance", "", "meaning"));
    for (List<String> row : published.rows()) {
      String name = row.get(0);
      double expected = Double.parseDouble(row.get(1));
      double tolerance = Double.parseDouble(row.get(2));
      double found = simulated.getOrDefault(name, Double.NaN);
      boolean ok = Math.abs(found - expected) <= tolerance;
      String verdict = ok ? "ok" : "OUT";
      String line =
          line(name, number(expected), number(found), number(tolerance), verdict, row.get(3));
      table.append(line);
      if (!ok) {
        outside.add(line);
      }
    }
    System.out.printf(
        "%d customers of seed %d against the real bank%n%s%n", CUSTOMERS, SEED, table);
    assertThat(outside).as("statistics outside their tolerance").isEmpty();
  }

  private static String line(
      String name, String published, String simulated, String tolerance, String ok, String what) {
    return "%-34s %10s %10s %10s  %-3s  %s%n"
        .formatted(name, published, simulated, tolerance, ok, what);
  }

  private static String number(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
