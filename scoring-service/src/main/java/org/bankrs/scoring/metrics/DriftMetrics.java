package org.bankrs.scoring.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.bankrs.drift.DriftBins;
import org.bankrs.drift.DriftReport;
import org.bankrs.drift.DriftReport.FeatureDrift;
import org.bankrs.drift.DriftReport.ScoreDrift;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;
import org.bankrs.scoring.drift.DriftMonitor;

/** How far the rows have drifted; nothing is said while they are too few. */
@Startup
@Singleton
final class DriftMetrics {
  private final MeterRegistry registry;
  private final DriftMonitor drift;

  DriftMetrics(MeterRegistry registry, DriftMonitor drift) {
    this.registry = registry;
    this.drift = drift;
    for (Feature feature : Features.ALL) {
      if (DriftBins.isWatched(feature)) {
        feature(MetricNames.DRIFT, feature, f -> f.index().value());
        feature(MetricNames.MISSING, feature, FeatureDrift::missing);
        feature(MetricNames.UNSEEN, feature, FeatureDrift::unseen);
      }
    }
    for (Product product : Product.ALL) {
      score(MetricNames.SCORE_DRIFT, product, s -> s.index().value());
      score(MetricNames.MEAN_SCORE, product, ScoreDrift::mean);
    }
    register(Gauge.builder(MetricNames.DRIFT_ROWS, drift::rows));
    register(
        Gauge.builder(
            MetricNames.DRIFT_ALARMS,
            () -> drift.recentReport().map(report -> report.alarms().size()).orElse(0)));
  }

  private void feature(String name, Feature feature, ToDoubleFunction<FeatureDrift> value) {
    register(
        Gauge.builder(
                name,
                () -> find(DriftReport::features, f -> f.name().equals(feature.name()), value))
            .tag(MetricNames.FEATURE_TAG, feature.name()));
  }

  private void score(String name, Product product, ToDoubleFunction<ScoreDrift> value) {
    register(
        Gauge.builder(
                name, () -> find(DriftReport::scores, s -> s.product().equals(product), value))
            .tag(MetricNames.PRODUCT_TAG, product.code()));
  }

  private <T> double find(
      Function<DriftReport, List<T>> part, Predicate<T> which, ToDoubleFunction<T> value) {
    return drift.recentReport().map(part).stream()
        .flatMap(List::stream)
        .filter(which)
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private void register(Gauge.Builder<?> gauge) {
    gauge.strongReference(true).register(registry);
  }
}
