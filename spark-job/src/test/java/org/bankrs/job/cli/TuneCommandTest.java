package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bankrs.job.RawCsv;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.tune.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
  @TempDir private static Path folder;

  private static List<Trial> first;
  private static List<Trial> both;

  @BeforeAll
  static void searchTwice() throws IOException {
    assertThat(tune(TestBank.rawFile(), "1s").exitCode()).isZero();
    first = trials();
    assertThat(tune(TestBank.rawFile(), "1s").exitCode()).isZero();
    both = trials();
  }

  @Test
  void goesOnWhereTheSearchEnded() {
    assertThat(first).isNotEmpty();
    assertThat(both).hasSizeGreaterThan(first.size()).startsWith(first.toArray(Trial[]::new));
    for (int i = 0; i < both.size(); i++) {
      assertThat(both.get(i).number()).isEqualTo(i);
      assertThat(both.get(i).metrics()).containsKeys("map_at_7", "micro_log_loss");
    }
    assertThat(both.get(0).configuration()).isEqualTo(TrainCommand.defaultConfiguration(true));
    assertThat(both.get(1).configuration()).isNotEqualTo(both.get(0).configuration());
  }

  @Test
  void measuresWhatTrainWouldHaveGivenAMonthAgo() throws IOException {
    Path bundle = folder.resolve("bundle");
    String monthAgo = "--as-of=2015-04-28";
    assertThat(
            Job.run(
                    Map.of(),
                    "train",
                    "--source=" + TestBank.rawFile(),
                    "--out=" + bundle,
                    monthAgo,
                    "--partitions=2")
                .exitCode())
        .isZero();
    Manifest manifest =
        Json.read("manifest", Files.readString(bundle.resolve("manifest.json")), Manifest.class);

    Map<String, Double> measured = first.get(0).metrics();
    for (String metric : List.of("micro_log_loss", "micro_pr_auc", "micro_roc_auc", "map_at_7")) {
      assertThat(measured.get(metric))
          .as(metric)
          .isCloseTo(manifest.metrics().get(metric), within(1e-12));
    }
  }

  @Test
  void doesNotMixTrialsOfOtherRows() throws IOException {
    Path others = RawCsv.write(folder.resolve("others.csv"), RawCsv.lines(5, 300, 5));
    Job.Outcome outcome = tune(others, "1s");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.message()).contains("trials of other rows");
    assertThat(trials()).isEqualTo(both);
  }

  @Test
  void wantsATimeAsBudget() {
    Job.Outcome outcome = tune(TestBank.rawFile(), "soon");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.message()).contains("--budget soon: expected a time such as 90s");
  }

  private static Job.Outcome tune(Path rows, String budget) {
    return Job.run(
        Map.of(),
        "tune",
        "--source",
        rows.toString(),
        "--log",
        log().toString(),
        "--budget",
        budget,
        "--partitions=2");
  }

  private static Path log() {
    return folder.resolve("tune.jsonl");
  }

  private static List<Trial> trials() throws IOException {
    return Files.readAllLines(log()).stream()
        .map(line -> Json.read("log", line, Trial.class))
        .toList();
  }
}
