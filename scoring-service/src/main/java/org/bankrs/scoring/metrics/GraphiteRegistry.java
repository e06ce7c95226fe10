package org.bankrs.scoring.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.GraphiteReporter;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.dropwizard.DropwizardClock;
import io.micrometer.graphite.GraphiteConfig;
import io.micrometer.graphite.GraphiteMeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bankrs.scoring.ScoringConfig;

/** Pushes the promised metrics to Graphite at every step, from a thread of its own. */
final class GraphiteRegistry {
  @Produces
  @Singleton
  GraphiteMeterRegistry registry(ScoringConfig config, Clock clock) {
    return create(config.graphite(), clock);
  }

  static GraphiteMeterRegistry create(ScoringConfig.Graphite graphite, Clock clock) {
    String prefix = prefix(graphite.prefix());
    MetricRegistry metrics = new MetricRegistry();
    GraphiteReporter reporter =
        GraphiteReporter.forRegistry(metrics)
            .withClock(new DropwizardClock(clock))
            .convertRatesTo(TimeUnit.SECONDS)
            .convertDurationsTo(TimeUnit.MILLISECONDS)
            .withFloatingPointFormatter(Double::toString)
            .build(new GraphiteSink(graphite.host(), graphite.port(), graphite.timeout()));
    GraphiteMeterRegistry registry =
        new GraphiteMeterRegistry(
            new Settings(graphite.enabled(), graphite.step()),
            clock,
            (id, convention) -> MetricNames.inGraphite(prefix, id),
            metrics,
            reporter);
    registry.config().meterFilter(MeterFilter.denyUnless(MetricNames::isPromised));
    return registry;
  }

  private static String prefix(String prefix) {
    if (!prefix.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
      throw new IllegalArgumentException(
          "bankrs.graphite.prefix is \"%s\": expected words of letters, digits, _ and - with dots between"
              .formatted(prefix));
    }
    return prefix;
  }

  private record Settings(boolean enabled, Duration step) implements GraphiteConfig {
    @Override
    public String get(String key) {
      // All that is set here is set by the methods; the rest keeps Micrometer's defaults.
      return null;
    }
  }
}
