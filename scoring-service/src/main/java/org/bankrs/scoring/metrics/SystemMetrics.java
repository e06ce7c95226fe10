package org.bankrs.scoring.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The state of the machine and the process; the JVM reads it from the container where there is one.
 */
@Startup
@Singleton
final class SystemMetrics {
  private static final double PERCENT = 100;
  private static final double MEBIBYTE = 1 << 20;
  private static final double KIBIBYTES = 1024;
  private static final double SECOND = 1000;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  SystemMetrics(MeterRegistry registry) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    // The JVM says -1 before its first measurement.
    register(registry, MetricNames.CPU_LOAD, () -> PERCENT * Math.max(system.getCpuLoad(), 0));
    register(registry, MetricNames.MEMORY_FREE_MB, () -> system.getFreeMemorySize() / MEBIBYTE);
    register(
        registry,
        MetricNames.UP_TIME,
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / SECOND);
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    register(
        registry, MetricNames.HEAP_USED_MB, () -> memory.getHeapMemoryUsage().getUsed() / MEBIBYTE);
    register(
        registry, MetricNames.HEAP_MAX_MB, () -> memory.getHeapMemoryUsage().getMax() / MEBIBYTE);
    register(
        registry,
        MetricNames.NON_HEAP_USED_MB,
        () -> memory.getNonHeapMemoryUsage().getUsed() / MEBIBYTE);
    register(registry, MetricNames.GC_TIME_MS, SystemMetrics::collectionTime);
    register(
        registry, MetricNames.THREADS, () -> ManagementFactory.getThreadMXBean().getThreadCount());
    register(registry, MetricNames.RESIDENT_MB, SystemMetrics::resident);
  }

  private static long collectionTime() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
        .sum();
  }

  /** Memory of the whole process, native memory included; NaN where the system does not say. */
  private static double resident() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .map(RESIDENT::matcher)
          .filter(Matcher::matches)
          .mapToDouble(line -> Double.parseDouble(line.group(1)) / KIBIBYTES)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private static void register(MeterRegistry registry, String name, Supplier<Number> value) {
    Gauge.builder(name, value).strongReference(true).register(registry);
  }
}
