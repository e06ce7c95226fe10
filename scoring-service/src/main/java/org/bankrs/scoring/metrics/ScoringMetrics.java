package org.bankrs.scoring.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import org.bankrs.schema.Product;
import org.bankrs.scoring.bundle.ModelHolder;
import org.bankrs.scoring.score.ProductScores;

/** Counts recommendations and names the model in use. Thread-safe. */
@Startup
@Singleton
public final class ScoringMetrics {
  private final List<Counter> targets;
  private final Counter scored;
  private final Counter noneRecommended;

  /** For the container. */
  ScoringMetrics(MeterRegistry registry, ModelHolder models) {
    this.targets =
        Product.ALL.stream()
            .map(p -> registry.counter(MetricNames.TARGET, MetricNames.PRODUCT_TAG, p.code()))
            .toList();
    this.scored = registry.counter(MetricNames.SCORED);
    this.noneRecommended = registry.counter(MetricNames.NONE_RECOMMENDED);
    Gauge.builder(MetricNames.MODEL_VERSION, models, ScoringMetrics::version)
        .strongReference(true)
        .register(registry);
    Gauge.builder(MetricNames.MODEL_LOADED, models, m -> m.state().loaded())
        .strongReference(true)
        .register(registry);
    Gauge.builder(MetricNames.MODEL_REFUSED, models, m -> m.state().refusal().isPresent() ? 1 : 0)
        .strongReference(true)
        .register(registry);
    Gauge.builder(MetricNames.MODEL_REFUSALS, models, m -> m.state().refused())
        .strongReference(true)
        .register(registry);
    for (String metric : MetricNames.TEST_METRICS) {
      Gauge.builder(MetricNames.MODEL_TEST, models, m -> testMetric(m, metric))
          .tag(MetricNames.METRIC_TAG, metric)
          .strongReference(true)
          .register(registry);
    }
  }

  /** What training measured on the test month; NaN without a model, or one that does not say. */
  private static double testMetric(ModelHolder models, String metric) {
    return models
        .state()
        .inUse()
        .map(bundle -> bundle.manifest().document().path("metrics").path(metric))
        .filter(JsonNode::isNumber)
        .map(JsonNode::doubleValue)
        .orElse(Double.NaN);
  }

  private static double version(ModelHolder models) {
    return models
        .state()
        .inUse()
        .map(bundle -> bundle.manifest().createdAt().getEpochSecond())
        .orElse(0L);
  }

  /** Counts what is recommended to one customer. */
  public void scored(ProductScores scores) {
    boolean none = true;
    for (Product product : Product.ALL) {
      if (scores.recommended(product)) {
        targets.get(product.ordinal()).increment();
        none = false;
      }
    }
    scored.increment();
    if (none) {
      noneRecommended.increment();
    }
  }
}
