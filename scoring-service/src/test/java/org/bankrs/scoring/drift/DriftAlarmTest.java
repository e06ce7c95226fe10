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
import org.bankrs.load.Drift;
import org.bankrs.load.Months;
import org.bankrs.load.Traffic;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.RowCleaner;
import org.bankrs.schema.SnapshotMonth;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.scoring.bundle.BundleReader;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.scoring.score.ProductScores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What mimic-load sends by default, and with each drift that it can make, as the service counts it:
 * a window that is looked at again and again. How many banks it sees is the system property {@code
 * drift.seeds}.
 */
@Tag("long")
class DriftAlarmTest {
  private static final int ROWS = 20_000;
  private static final int LOOK = 500;
  private static final int RUNS = Integer.getInteger("drift.seeds", 4);
  private static final int WINDOW = 3000;
  private static final int ROWS_TO_ALARM = 5000;

  @Test
  void thereIsNoAlarmWithoutDrift() {
    ModelBundle model = BundleReader.read(ExampleBundle.path());
    Map<String, Double> largest = new TreeMap<>();
    for (long seed = 1000; seed < 1000 + RUNS; seed++) {
      Stream stream = new Stream(model, traffic(model, seed, List.of()));
      for (int rows = 0; rows < ROWS; rows += LOOK) {
        stream.score(LOOK);
        DriftReport report = stream.report();
        assertThat(report.alarms()).as("seed %d, %d rows", seed, rows).isEmpty();
        if (report.rows() >= DriftLimits.USUAL.leastRows()) {
          report.features().forEach(f -> largest.merge(f.name(), f.index().value(), Math::max));
          report
              .scores()
              .forEach(s -> largest.merge(s.product().code(), s.index().value(), Math::max));
        }
      }
    }
    System.out.println("largest index without drift: " + largest);
  }

  @ParameterizedTest
  @MethodSource("org.bankrs.load.Drift#examples")
  void thereIsAnAlarmWithin5000RowsOfDrift(String text) {
    ModelBundle model = BundleReader.read(ExampleBundle.path());
    Drift drift = Drift.parse(text);
    List<Integer> rowsToAlarm = new ArrayList<>();
    for (long seed = 2000; seed < 2000 + RUNS; seed++) {
      Traffic drifted = traffic(model, seed, List.of(drift));
      rowsToAlarm.add(rowsToAlarm(new Stream(model, drifted), drift, seed));
      Stream turning = new Stream(model, traffic(model, seed + RUNS, List.of()));
      turning.score(WINDOW);
      assertThat(turning.report().alarms()).as("before the drift, seed %d", seed).isEmpty();
      turning.traffic = drifted;
      rowsToAlarm.add(rowsToAlarm(turning, drift, seed));
    }
    System.out.println("rows of drift until the alarm, " + drift + ": " + rowsToAlarm);
  }

  private static int rowsToAlarm(Stream stream, Drift drift, long seed) {
    String feature = drift.column().column();
    int rows = 0;
    while (rows < ROWS_TO_ALARM && !stream.report().alarms().contains(feature)) {
      stream.score(LOOK);
      rows += LOOK;
    }
    assertThat(stream.report().alarms()).as("%s, seed %d", drift, seed).contains(feature);
    return rows;
  }

  /** The bank of this bundle is so small that features may drift; what its scores do is asked. */
  @Test
  void scoresDriftWhereTheHistoryThatTheModelLooksAtIsLeftOut() {
    ModelBundle model = BundleReader.read(ExampleBundle.withHistory());
    Months months = months(model);

    assertThat(months.earlier()).isPositive();
    assertThat(driftedScores(model, months)).isEmpty();
    assertThat(driftedScores(model, new Months(months.last(), 0))).isNotEmpty();
  }

  private static List<DriftReport.ScoreDrift> driftedScores(ModelBundle model, Months months) {
    Stream stream = new Stream(model, new Traffic(1, 0, List.of(), months));
    stream.score(WINDOW);
    return stream.report().scores().stream().filter(DriftReport.ScoreDrift::alarm).toList();
  }

  private static Traffic traffic(ModelBundle model, long seed, List<Drift> drifts) {
    return new Traffic(seed, 0, drifts, months(model));
  }

  /** Those that mimic-load asks the service for. */
  private static Months months(ModelBundle model) {
    String validation = model.manifest().document().at("/months/validation").textValue();
    int history = model.manifest().document().path("history").intValue();
    return new Months(SnapshotMonth.parse(validation), history);
  }

  private static final class Stream {
    private static final long ROW_EVERY = Duration.ofMillis(100).toNanos();

    private final DriftWindow window;
    private final CustomerScorer.Session session;
    private Traffic traffic;
    private long next;
    private long now;

    Stream(ModelBundle model, Traffic traffic) {
      this.window =
          new DriftWindow(new DriftBins(model.reference()), WINDOW, Duration.ofMinutes(5));
      this.session = model.scorer().newSession();
      this.traffic = traffic;
    }

    void score(int rows) {
      for (int row = 0; row < rows; row++) {
        ProductScores scores =
            session.score(traffic.rows(next++).stream().map(Stream::clean).toList());
        window.add(scores.features(), scores.held(), scores.probabilities(), now);
        now += ROW_EVERY;
      }
    }

    private static CustomerMonth clean(String[] texts) {
      return RowCleaner.clean("a sent row", position -> texts[position]);
    }

    DriftReport report() {
      return DriftReport.of(window.counts(), DriftLimits.USUAL);
    }
  }
}
