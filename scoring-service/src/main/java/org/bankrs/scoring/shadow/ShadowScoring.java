package org.bankrs.scoring.shadow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.bundle.Challenger;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.metrics.ShadowMetrics;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.scoring.score.ProductScores;
import org.jboss.logging.Logger;

/**
 * Lets the challenger score a share of the rows that were answered: one thread takes them from a
 * bounded queue, and rows that do not fit are left out and counted. Thread-safe.
 */
@Singleton
public final class ShadowScoring {
  private static final Logger LOG = Logger.getLogger(ShadowScoring.class);

  private final Challenger challenger;
  private final Comparison comparison;
  private final ShadowMetrics metrics;
  private final double share;
  private final BlockingQueue<Answered> queue;
  private Optional<Thread> worker = Optional.empty();

  // The challenger's buffers, and the last challenger whose failure was logged; the worker's own.
  private Optional<Scorer> scorer = Optional.empty();
  private String failed = "";

  /** A row that was answered, by the version that answered it. */
  private record Answered(String champion, List<CustomerMonth> months, ProductScores scores) {}

  /** A challenger with buffers for one thread. */
  private record Scorer(String version, CustomerScorer model, CustomerScorer.Session session) {
    static Scorer of(ModelBundle bundle) {
      return new Scorer(bundle.manifest().version(), bundle.scorer(), bundle.scorer().newSession());
    }
  }

  /** For the container. */
  ShadowScoring(
      Challenger challenger, Comparison comparison, ShadowMetrics metrics, ScoringConfig config) {
    this.challenger = challenger;
    this.comparison = comparison;
    this.metrics = metrics;
    this.share = share(config.shadow().share());
    this.queue = new ArrayBlockingQueue<>(Math.max(1, config.shadow().queue()));
  }

  private static double share(double share) {
    if (share >= 0 && share <= 1) {
      return share;
    }
    throw new IllegalArgumentException(
        "BANKRS_SHADOW_SHARE is %s: expected a share of the rows, 0 to 1".formatted(share));
  }

  void start(@Observes StartupEvent event) {
    if (challenger.isConfigured()) {
      worker = Optional.of(Thread.ofPlatform().daemon().name("shadow").start(this::work));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    worker.ifPresent(Thread::interrupt);
  }

  /**
   * May let the challenger score a row, later; takes no time to speak of and never fails.
   *
   * @param champion the model that scored it
   * @param months the customer's months
   * @param scores what was answered
   */
  public void offer(ModelBundle champion, List<CustomerMonth> months, ProductScores scores) {
    Optional<ModelBundle> other = challenger.bundle();
    if (other.isEmpty() || ThreadLocalRandom.current().nextDouble() >= share) {
      return;
    }
    String version = champion.manifest().version();
    // A challenger that has just become champion has nobody to be compared with.
    if (!version.equals(other.get().manifest().version())
        && !queue.offer(new Answered(version, months, scores))) {
      metrics.dropped();
    }
  }

  private void work() {
    try {
      while (true) {
        Answered row = queue.poll(1, TimeUnit.SECONDS);
        Optional<ModelBundle> bundle = challenger.bundle();
        if (bundle.isEmpty()) {
          scorer = Optional.empty();
          comparison.end();
        } else if (row != null) {
          score(bundle.get(), row);
        }
      }
    } catch (InterruptedException e) {
      // The service stops.
      comparison.end();
      Thread.currentThread().interrupt();
    }
  }

  private void score(ModelBundle bundle, Answered row) {
    Scorer current =
        scorer.filter(s -> s.model().equals(bundle.scorer())).orElseGet(() -> Scorer.of(bundle));
    scorer = Optional.of(current);
    try {
      ProductScores scores = current.session().score(row.months());
      comparison.add(new Comparison.Pair(row.champion(), current.version()), row.scores(), scores);
      metrics.compared();
    } catch (RuntimeException e) {
      metrics.failed();
      if (!failed.equals(current.version())) {
        failed = current.version();
        LOG.warnf("Challenger %s fails on rows that were answered: %s", failed, e);
      }
    }
  }
}
