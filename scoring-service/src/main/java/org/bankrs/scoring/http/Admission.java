package org.bankrs.scoring.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.metrics.WorkMetrics;

/**
 * Takes on as many scoring requests at a time as configured and sends the others away at once: a
 * queue would only make all of them late. Thread-safe.
 */
@Singleton
final class Admission {
  private final int most;
  private final Semaphore free;

  Admission(ScoringConfig config, WorkMetrics metrics) {
    this.most = config.limits().concurrent();
    this.free = new Semaphore(most);
    metrics.requests(() -> most - free.availablePermits(), most);
  }

  /**
   * Takes a request on until its answer is sent or its connection lost.
   *
   * @throws ProblemException when there are too many
   */
  void admit(RoutingContext request) {
    if (!free.tryAcquire()) {
      throw new ProblemException(
          ProblemType.TOO_MANY_REQUESTS,
          "%d requests are in work: expected fewer; try again in a second".formatted(most));
    }
    request.addEndHandler(end -> free.release());
  }
}
