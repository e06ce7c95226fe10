package org.bankrs.scoring.bundle;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;
import org.jboss.logging.Logger;

/** Looks for a new bundle from time to time, on a thread of its own. */
@Singleton
final class ModelWatch {
  private static final Logger LOG = Logger.getLogger(ModelWatch.class);

  private final ModelHolder models;
  private final Duration poll;
  private Optional<Thread> thread = Optional.empty();

  ModelWatch(ModelHolder models, ScoringConfig config) {
    this.models = models;
    this.poll = config.model().poll();
  }

  void start(@Observes @Priority(ModelHolder.FIRST + 1) StartupEvent event) {
    if (poll.isPositive()) {
      thread = Optional.of(Thread.ofPlatform().daemon().name("model-watch").start(this::watch));
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(poll);
        look();
      }
    } catch (InterruptedException e) {
      // The service stops.
      Thread.currentThread().interrupt();
    }
  }

  /** A failed look must not end the watch. */
  private void look() {
    try {
      models.look();
    } catch (RuntimeException e) {
      LOG.error("Looking for a new bundle failed", e);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.ifPresent(Thread::interrupt);
  }
}
