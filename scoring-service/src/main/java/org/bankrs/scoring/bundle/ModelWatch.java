package org.bankrs.scoring.bundle;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.scoring.ScoringConfig;

/** Looks for new bundles of the model in use and of the challenger from time to time. */
@Singleton
final class ModelWatch {
  private final ModelHolder models;
  private final Challenger challenger;
  private final Duration poll;
  private final List<Watch> watches = new ArrayList<>();

  ModelWatch(ModelHolder models, Challenger challenger, ScoringConfig config) {
    this.models = models;
    this.challenger = challenger;
    this.poll = config.model().poll();
  }

  void start(@Observes @Priority(ModelHolder.FIRST + 1) StartupEvent event) {
    if (!poll.isPositive()) {
      return;
    }
    watches.add(Watch.start("model-watch", poll, models::look));
    if (challenger.isConfigured()) {
      // A thread of its own: a challenger that is slow to come must not delay a new model.
      watches.add(Watch.start("challenger-watch", poll, challenger::look));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    watches.forEach(Watch::close);
  }
}
