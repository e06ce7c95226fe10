package org.bankrs.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.scoring.ScoringConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHolderTest {
  private static final int PRIORITY = 100;

  private final ModelHolder models =
      new ModelHolder(
          new SmallRyeConfigBuilder()
              .withConverter(MemorySize.class, PRIORITY, new MemorySizeConverter())
              .withConverter(Duration.class, PRIORITY, new DurationConverter())
              .withMapping(ScoringConfig.class)
              .build()
              .getConfigMapping(ScoringConfig.class));

  @Test
  void withoutAPathItSaysWhatToSet() {
    models.load();
    assertThat(models.state().inUse()).isEmpty();
    assertThat(models.state().refusal())
        .hasValueSatisfying(r -> assertThat(r).contains("BANKRS_MODEL_PATH"));
  }

  @Test
  void aBadBundleLeavesTheModelInUse(@TempDir Path folder) {
    models.load(ExampleBundle.path());
    ModelBundle good = models.state().inUse().orElseThrow();
    assertThat(models.state().refusal()).isEmpty();

    models.load(folder);
    assertThat(models.state().inUse()).containsSame(good);
    assertThat(models.state().refusal()).isNotEmpty();

    models.load(ExampleBundle.path());
    assertThat(models.state().inUse().orElseThrow()).isNotSameAs(good);
    assertThat(models.state().refusal()).isEmpty();
  }
}
