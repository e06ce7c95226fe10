package org.bankrs.scoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bankrs.drift.DriftBins;
import org.bankrs.drift.DriftLimits;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/metrics.md and docs/drift.md say in words, beside the code. */
class DocumentationTest {
  private static final SmallRyeConfig CONFIG = Settings.of(Map.of());
  private static final Pattern VARIABLE = Pattern.compile("BANKRS_[A-Z_]+[A-Z]");

  @Test
  void everyPlaceholderIsExplainedWithAllItsValues() throws IOException {
    String text = read("metrics.md");
    PromisedNames.placeholders()
        .forEach(
            (placeholder, values) -> {
              String line =
                  text.lines()
                      .filter(l -> l.startsWith("- `" + placeholder + "`:"))
                      .findFirst()
                      .orElseThrow(() -> new AssertionError(placeholder + " is not explained"));
              // Products and features are explained and not listed.
              if (!Set.of("<product>", "<feature>").contains(placeholder)) {
                assertThat(values)
                    .allSatisfy(value -> assertThat(line).containsPattern("\\b" + value + "\\b"));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics.md", "drift.md"})
  void everySettingExists(String document) throws IOException {
    Set<String> known =
        StreamSupport.stream(CONFIG.getPropertyNames().spliterator(), false)
            .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
            .collect(Collectors.toSet());
    // Optional ones have no default.
    known.addAll(Set.of("BANKRS_GRAPHITE_INSTANCE", "BANKRS_GRAPHITE_WEB"));
    assertThat(VARIABLE.matcher(read(document)).results().map(r -> r.group())).isSubsetOf(known);
  }

  @Test
  void theLimitsOfDriftAreThoseOfTheCode() throws IOException {
    ScoringConfig.Drift drift = CONFIG.getConfigMapping(ScoringConfig.class).drift();
    assertThat(read("drift.md"))
        .contains(
            "%s for a feature (`BANKRS_DRIFT_LIMIT`)".formatted(drift.limit()),
            "%s for a product's probabilities (`BANKRS_DRIFT_SCORE_LIMIT`)"
                .formatted(drift.scoreLimit()),
            "the last %,d (`BANKRS_DRIFT_ROWS`)".formatted(drift.rows()),
            "%,d rows a second are counted (`BANKRS_DRIFT_RATE`".formatted(drift.rate()),
            "after a quiet time %,d at once".formatted(2 * drift.rows()),
            "at least %,d rows are compared".formatted(DriftLimits.USUAL.leastRows()),
            "[--limit %s] [--score-limit %s]"
                .formatted(DriftLimits.USUAL.features(), DriftLimits.USUAL.scores()));
    assertThat(drift.window()).hasMinutes(5);
    assertThat(drift.limit()).isEqualTo(DriftLimits.USUAL.features());
    assertThat(drift.scoreLimit()).isEqualTo(DriftLimits.USUAL.scores());
    assertThat(Features.ALL.stream().filter(f -> !DriftBins.isWatched(f)).map(Feature::name))
        .allSatisfy(name -> assertThat(read("drift.md")).contains("`" + name + "` is left out"));
  }

  private static String read(String document) throws IOException {
    return Files.readString(Path.of(System.getProperty("project.root"), "docs", document));
  }
}
