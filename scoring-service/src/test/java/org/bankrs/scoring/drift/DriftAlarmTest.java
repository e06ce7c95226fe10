package org.bankrs.scoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bankrs.drift.DriftBins;
import org.bankrs.drift.DriftLimits;
import org.bankrs.drift.DriftReport;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.scoring.bundle.BundleReader;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.drift.SimulatedCustomers.Drift;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.scoring.score.ProductScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of rows as the service counts them: a window that is looked at again and again. */
class DriftAlarmTest {
  private static final int ROWS = 20_000;
  private static final int LOOK = 500;
  private static final int RUNS = 20;
  private static final int WINDOW = 3000;
  private static final ModelBundle MODEL = BundleReader.read(ExampleBundle.path());

  @Test
  void thereIsNoAlarmWithoutDrift() {
    Map<String, Double> largest = new TreeMap<>();
    for (long seed = 1000; seed < 1000 + RUNS; seed++) {
      Stream stream = new Stream(new SimulatedCustomers(seed, Drift.NONE));
      for (int rows = 0; rows < ROWS; rows += LOOK) {
        stream.score(LOOK);
        DriftReport report = stream.report();
        assertThat(report.alarms()).as("seed %d, %d rows", seed, rows).isEmpty();
        if (report.rows() >= DriftLimits.USUAL.leastRows()) {
          report.features().forEach(f -> largest.merge(f.name(), f.index().value(), Math::max));
        }
      }
    }
    System.out.println("largest index without drift: " + largest);
  }

  @ParameterizedTest
  @EnumSource(
      value = Drift.class,
      names = {"INCOME", "NEW_CHANNEL"})
  void thereIsAnAlarmWithin5000RowsOfDrift(Drift drift) {
    String feature = drift == Drift.INCOME ? "renta" : "canal_entrada";
    List<Integer> rowsToAlarm = new ArrayList<>();
    for (long seed = 2000; seed < 2000 + RUNS; seed++) {
      rowsToAlarm.add(rowsToAlarm(new Stream(new SimulatedCustomers(seed, drift)), feature, seed));
      Stream turning = new Stream(new SimulatedCustomers(seed, Drift.NONE));
      turning.score(ROWS / 2);
      turning.customers = new SimulatedCustomers(seed + RUNS, drift);
      rowsToAlarm.add(rowsToAlarm(turning, feature, seed));
    }
    System.out.println("rows of drift until the alarm, " + drift + ": " + rowsToAlarm);
  }

  private static int rowsToAlarm(Stream stream, String feature, long seed) {
    int rows = 0;
    while (rows < 5000 && !stream.report().alarms().contains(feature)) {
      stream.score(LOOK);
      rows += LOOK;
    }
    assertThat(stream.report().alarms()).as("seed %d", seed).contains(feature);
    return rows;
  }

  private static final class Stream {
    private static final long ROW_EVERY = Duration.ofMillis(100).toNanos();

    private final DriftWindow window =
        new DriftWindow(new DriftBins(MODEL.reference()), WINDOW, Duration.ofMinutes(5));
    private final CustomerScorer.Session session = MODEL.scorer().newSession();
    private SimulatedCustomers customers;
    private long now;

    Stream(SimulatedCustomers customers) {
      this.customers = customers;
    }

    void score(int rows) {
      for (int row = 0; row < rows; row++) {
        ProductScores scores = session.score(customers.next());
        window.add(scores.features(), scores.held(), scores.probabilities(), now);
        now += ROW_EVERY;
      }
    }

    DriftReport report() {
      return DriftReport.of(window.counts(), DriftLimits.USUAL);
    }
  }
}
