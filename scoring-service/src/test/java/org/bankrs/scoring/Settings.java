package org.bankrs.scoring;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings of the service without a running service. */
public final class Settings {
  private static final int PRIORITY = 100;

  private Settings() {}

  /** The given ones beside the defaults. */
  public static SmallRyeConfig of(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(MemorySize.class, PRIORITY, new MemorySizeConverter())
        .withConverter(Duration.class, PRIORITY, new DurationConverter())
        .withMapping(ScoringConfig.class)
        .withDefaultValues(settings)
        .build();
  }
}
