package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make demo} on a smaller bank: raw rows in, a recommendation in Russian out. */
@Tag("services")
class DemoTest {
  @TempDir private Path folder;

  @Test
  void takesRawRowsToARecommendation() throws Exception {
    Repository.Ended ended =
        Repository.run(
            List.of("tools/demo/demo.sh"),
            Map.of("CUSTOMERS", "2000", "WORK", folder.resolve("demo").toString()),
            Duration.ofMinutes(10));

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("ROC-AUC (micro)", "MAP@7", "popularity", "last year's month")
        .contains("Дебетовый аккаунт", "make serve");
    assertThat(folder.resolve("demo/bundle/manifest.json")).exists();
    assertThat(folder.resolve("demo/bundle/report.html")).exists();
    try (var left = Files.list(folder.resolve("demo"))) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .noneMatch(n -> n.contains("incomplete"));
    }
  }
}
