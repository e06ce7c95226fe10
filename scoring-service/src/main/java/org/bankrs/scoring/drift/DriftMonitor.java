package org.bankrs.scoring.drift;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.bankrs.drift.DriftBins;
import org.bankrs.drift.DriftLimits;
import org.bankrs.drift.DriftReport;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.score.ProductScores;

/**
 * Counts scored rows beside the reference of the model in use; another model begins anew. No row is
 * kept, and of very many only so many a second are counted. Thread-safe.
 */
@Singleton
public final class DriftMonitor {
  private static final Duration FRESH = Duration.ofMillis(500);

  private final int rows;
  private final Duration time;
  private final DriftLimits limits;
  private final Optional<Pace> pace;
  // What is counted for, and the newest report; guarded by this.
  private Optional<Watched> watched = Optional.empty();
  private Optional<DriftReport> report = Optional.empty();
  private long reported;

  private record Watched(String version, DriftWindow window) {}

  /** For the container. */
  DriftMonitor(ScoringConfig config) {
    ScoringConfig.Drift drift = config.drift();
    this.rows = drift.rows();
    this.time = drift.window();
    this.limits = new DriftLimits(drift.limit(), drift.scoreLimit(), DriftLimits.USUAL.leastRows());
    this.pace =
        drift.rate() == 0
            ? Optional.empty()
            : Optional.of(new Pace(drift.rate(), 2 * drift.rows(), System.nanoTime()));
  }

  /** Counts a row that a model scored. */
  public void scored(ModelBundle model, ProductScores scores) {
    if (pace.isPresent()) {
      long now = System.nanoTime();
      if (pace.get().admits(now)) {
        count(model, scores, now);
      }
    }
  }

  private synchronized void count(ModelBundle model, ProductScores scores, long now) {
    if (watched.isEmpty() || !watched.get().version().equals(model.manifest().version())) {
      watched =
          Optional.of(
              new Watched(
                  model.manifest().version(),
                  new DriftWindow(new DriftBins(model.reference()), rows, time)));
    }
    watched.get().window().add(scores.features(), scores.held(), scores.probabilities(), now);
  }

  /** The newest rows beside those of the training, as of now; empty before the first one. */
  public synchronized Optional<DriftReport> report() {
    return watched.map(of -> of.window().counts()).map(counts -> DriftReport.of(counts, limits));
  }

  /**
   * The same, not older than half a second: for those who ask for one figure after the other. Empty
   * while there are too few rows to say anything.
   */
  public synchronized Optional<DriftReport> recentReport() {
    long now = System.nanoTime();
    if (report.isEmpty() || now - reported > FRESH.toNanos()) {
      report = report().filter(r -> r.rows() >= limits.leastRows());
      reported = now;
    }
    return report;
  }

  /** Rows behind the report. */
  public synchronized long rows() {
    return watched.map(of -> of.window().rows()).orElse(0L);
  }
}
