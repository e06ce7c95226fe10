package org.bankrs.scoring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import org.bankrs.schema.Product;
import org.bankrs.scoring.bundle.Challenger;
import org.bankrs.scoring.shadow.Comparison;

/** What the challenger does in the background. Thread-safe. */
@Startup
@Singleton
public final class ShadowMetrics {
  private final Counter compared;
  private final Counter dropped;
  private final Counter failed;

  /** For the container. */
  public ShadowMetrics(MeterRegistry registry, Challenger challenger, Comparison comparison) {
    compared = registry.counter(MetricNames.SHADOW_COMPARED);
    dropped = registry.counter(MetricNames.SHADOW_DROPPED);
    failed = registry.counter(MetricNames.SHADOW_FAILED);
    Gauge.builder(MetricNames.SHADOW_VERSION, challenger, ShadowMetrics::version)
        .strongReference(true)
        .register(registry);
    byProduct(registry, MetricNames.SHADOW_DISAGREEMENT, comparison::disagreement);
    byProduct(registry, MetricNames.SHADOW_DISTANCE, comparison::distance);
  }

  private static void byProduct(
      MeterRegistry registry, String name, ToDoubleFunction<Product> value) {
    for (Product product : Product.ALL) {
      Gauge.builder(name, product, value)
          .strongReference(true)
          .tag(MetricNames.PRODUCT_TAG, product.code())
          .register(registry);
    }
  }

  private static double version(Challenger challenger) {
    return challenger
        .bundle()
        .map(bundle -> bundle.manifest().createdAt().getEpochSecond())
        .orElse(0L);
  }

  /** Counts a row that the challenger scored too. */
  public void compared() {
    compared.increment();
  }

  /** Counts a row that did not fit into the queue. */
  public void dropped() {
    dropped.increment();
  }

  /** Counts a row on which the challenger failed. */
  public void failed() {
    failed.increment();
  }
}
