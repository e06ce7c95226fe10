package org.bankrs.scoring.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * The state of the machine and the process; the JVM reads it from the container where there is one.
 */
@Startup
@Singleton
final class SystemMetrics {
  private static final double PERCENT = 100;
  private static final double MEBIBYTE = 1 << 20;
  private static final double SECOND = 1000;

  SystemMetrics(MeterRegistry registry) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    // The JVM says -1 before its first measurement.
    register(registry, MetricNames.CPU_LOAD, () -> PERCENT * Math.max(system.getCpuLoad(), 0));
    register(registry, MetricNames.MEMORY_FREE_MB, () -> system.getFreeMemorySize() / MEBIBYTE);
    register(
        registry,
        MetricNames.UP_TIME,
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / SECOND);
  }

  private static void register(MeterRegistry registry, String name, Supplier<Number> value) {
    Gauge.builder(name, value).strongReference(true).register(registry);
  }
}
