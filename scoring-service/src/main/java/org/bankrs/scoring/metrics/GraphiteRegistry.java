package org.bankrs.scoring.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.GraphiteReporter;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.dropwizard.DropwizardClock;
import io.micrometer.graphite.GraphiteConfig;
import io.micrometer.graphite.GraphiteMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bankrs.scoring.ScoringConfig;

/**
 * Reads the promised metrics at every step and hands them to a buffer, from which another thread
 * pushes them to Graphite: neither requests nor the reading ever wait for it.
 */
@Singleton
final class GraphiteRegistry {
  private final ScoringConfig.Graphite graphite;
  private final PushBuffer buffer;
  private final GraphitePusher pusher;

  GraphiteRegistry(ScoringConfig config) {
    graphite = config.graphite();
    buffer = new PushBuffer(graphite.buffer().asLongValue());
    pusher =
        new GraphitePusher(
            buffer,
            new GraphiteConnection(graphite.host(), graphite.port(), graphite.timeout()),
            graphite.longestPause());
  }

  @Produces
  @Singleton
  GraphiteMeterRegistry registry(Clock clock) {
    String prefix = MetricNames.prefix(graphite);
    MetricRegistry metrics = new MetricRegistry();
    GraphiteReporter reporter =
        GraphiteReporter.forRegistry(metrics)
            .withClock(new DropwizardClock(clock))
            .convertRatesTo(TimeUnit.SECONDS)
            .convertDurationsTo(TimeUnit.MILLISECONDS)
            .withFloatingPointFormatter(Double::toString)
            .build(new GraphiteSink(buffer));
    if (graphite.enabled()) {
      pusher.start();
    }
    GraphiteMeterRegistry registry =
        new GraphiteMeterRegistry(
            new Settings(graphite.enabled(), graphite.step()),
            clock,
            (id, convention) -> MetricNames.inGraphite(prefix, id),
            metrics,
            reporter);
    registry.config().meterFilter(MeterFilter.denyUnless(MetricNames::isPromised));
    Gauge.builder(MetricNames.GRAPHITE_BUFFERED, buffer, PushBuffer::size).register(registry);
    Gauge.builder(MetricNames.GRAPHITE_DROPPED, buffer, PushBuffer::dropped).register(registry);
    Gauge.builder(MetricNames.GRAPHITE_FAILURES, pusher, GraphitePusher::failures)
        .register(registry);
    return registry;
  }

  void stop(@Observes ShutdownEvent event) {
    if (graphite.enabled()) {
      pusher.stop();
    }
  }

  private record Settings(boolean enabled, Duration step) implements GraphiteConfig {
    @Override
    public String get(String key) {
      // All that is set here is set by the methods; the rest keeps Micrometer's defaults.
      return null;
    }
  }
}
