package org.bankrs.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeySettingsTest {
  @TempDir Path folder;

  private static ApiKey key(Map<String, String> settings) {
    SmallRyeConfig values = Settings.of(settings);
    return new ApiKey(values.getConfigMapping(ScoringConfig.class), values);
  }

  @Test
  void withoutAKeyNothingMatches() {
    ApiKey none = key(Map.of());
    assertThat(none.exists()).isFalse();
    assertThat(none.isForScoring()).isFalse();
    assertThat(none.matches("")).isFalse();
  }

  @Test
  void theKeyMayStandInAFileWithALineEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "s3cret\n");
    ApiKey key = key(Map.of("bankrs.api.key-file", file.toString()));
    assertThat(key.matches("s3cret")).isTrue();
    assertThat(key.matches("s3cret\n")).isFalse();
    assertThat(key.isForScoring()).isTrue();
  }

  @Test
  void scoringMayStayOpen() {
    ApiKey key = key(Map.of("bankrs.api.key", "s3cret", "bankrs.api.scoring", "false"));
    assertThat(key.exists()).isTrue();
    assertThat(key.isForScoring()).isFalse();
  }

  @Test
  void aSecretThatDidNotArriveEndsTheService() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertRefused(Map.of("bankrs.api.key", ""), "set but empty");
    assertRefused(Map.of("bankrs.api.key-file", empty.toString()), "is empty");
    assertRefused(Map.of("bankrs.api.key-file", folder + "/none"), "cannot be read");
    assertRefused(
        Map.of("bankrs.api.key", "s3cret", "bankrs.api.key-file", empty.toString()), "both");
  }

  private static void assertRefused(Map<String, String> settings, String reason) {
    assertThatThrownBy(() -> key(settings)).hasMessageContaining(reason);
  }
}
