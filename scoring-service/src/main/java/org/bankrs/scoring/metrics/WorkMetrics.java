package org.bankrs.scoring.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ExecutorRecorder;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;
import org.jboss.threads.EnhancedQueueExecutor;

/** How much work there is at a moment. Thread-safe. */
@Singleton
public final class WorkMetrics {
  private final MeterRegistry registry;

  /** For the container. */
  WorkMetrics(MeterRegistry registry) {
    this.registry = registry;
    // What is not scored on the event loop waits there for a thread.
    gauge(
        MetricNames.QUEUED,
        () ->
            ExecutorRecorder.getCurrent() instanceof EnhancedQueueExecutor workers
                ? workers.getQueueSize()
                : 0);
  }

  /**
   * Watches the scoring requests.
   *
   * @param inWork how many are in work
   * @param limit how many may be
   */
  public void requests(IntSupplier inWork, int limit) {
    gauge(MetricNames.IN_WORK, inWork);
    gauge(MetricNames.WORK_LIMIT, () -> limit);
  }

  private void gauge(String name, IntSupplier value) {
    Gauge.builder(name, value::getAsInt).strongReference(true).register(registry);
  }
}
