package org.bankrs.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.bankrs.drift.DriftLimits;
import org.bankrs.drift.DriftReport;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.SparkTest;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.drift.DriftDocument;
import org.bankrs.job.drift.MonthDrift;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.source.Source;
import org.bankrs.schema.Product;
import org.bankrs.testservices.FixtureFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of MLlib's own trainer that the build makes for tests, the service's among them. */
class ExampleBundleTest {
  private static final Path FOLDER = FixtureFolder.of("bundles/example");
  private static final Path BUNDLE = FOLDER.resolve("bundle");
  private static final Path ROWS = FOLDER.resolve("rows.csv");

  private static Manifest manifest;
  private static Map<String, Map<String, Double>> metrics;
  private static PipelineModel pipeline;

  @TempDir private Path folder;

  @BeforeAll
  static void load() throws IOException {
    SparkTest.session();
    manifest = bundle().manifest();
    metrics = Runs.beside(BUNDLE).metrics();
    pipeline = bundle().pipeline();
  }

  @Test
  void splitsByMonths() {
    Manifest.Months months = manifest.months();

    assertThat(months.train()).containsExactly("2015-01", "2015-02", "2015-03");
    assertThat(months.validation()).isEqualTo("2015-04");
    assertThat(months.test()).isEqualTo("2015-05");
  }

  @Test
  void ranksBetterThanTheBaselines() {
    assertThat(metrics).containsOnlyKeys("model", "constant", "popularity");
    double model = metrics.get("model").get("micro_roc_auc");
    for (String baseline : List.of("constant", "popularity")) {
      assertThat(model).as(baseline).isGreaterThan(metrics.get(baseline).get("micro_roc_auc"));
    }
    assertThat(metrics.get("model").get("micro_calibration_error")).isLessThan(0.005);
  }

  @Test
  void keepsTheBaseRateOfRareProducts() {
    assertThat(manifest.constant()).contains("ahor", "viv").doesNotContain("recibo");
    for (Product product : Product.ALL) {
      GBTClassificationModel model =
          (GBTClassificationModel) pipeline.stages()[6 + product.ordinal()];
      boolean constant = manifest.constant().contains(product.code());
      assertThat(model.getNumTrees()).as(product.code()).isEqualTo(constant ? 1 : 4);
    }
  }

  @Test
  void storesTheThresholdsInTheModels() {
    for (Product product : Product.ALL) {
      GBTClassificationModel model =
          (GBTClassificationModel) pipeline.stages()[6 + product.ordinal()];
      double threshold = manifest.thresholds().get(product.code());
      assertThat(model.getThresholds()).containsExactly(1 - threshold, threshold);
    }
  }

  @Test
  void listsEveryFileWithItsChecksum() throws IOException {
    assertThat(bundle().damages(new Configuration())).isEmpty();
    try (Stream<Path> files = Files.walk(BUNDLE)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(manifest.checksums().size() + 1)
          .noneMatch(file -> file.toString().endsWith(".crc"));
    }
  }

  @Test
  void replaysItsVerificationRows() {
    Replay.Result replay = Replay.verify(SparkTest.session(), bundle());

    assertThat(replay.problems()).isEmpty();
    assertThat(replay.rows()).isGreaterThan(10);
    assertThat(replay.largestDifference()).isZero();
  }

  @Test
  void describesTheTrainingDistribution() throws IOException {
    JsonNode reference = new ObjectMapper().readTree(BUNDLE.resolve("reference.json").toFile());
    long rows = reference.get("rows").asLong();
    assertThat(rows).isEqualTo(manifest.rows().train());
    reference
        .get("features")
        .properties()
        .forEach(
            feature -> {
              long counted = feature.getValue().get("missing").asLong();
              for (JsonNode count : feature.getValue().get("counts")) {
                counted += count.asLong();
              }
              assertThat(counted).as(feature.getKey()).isEqualTo(rows);
            });
    assertThat(reference.get("scores").size()).isEqualTo(24);
  }

  @Test
  void isEvaluatedLaterAsItWasInTraining() {
    try (Panel panel =
        Panel.read(
            SparkTest.session(),
            Source.of(ROWS.toString(), Optional.empty(), Map.of()),
            Optional.empty(),
            3,
            MonthEvaluation.MIN_MONTHS)) {
      List<Evaluation> again = MonthEvaluation.newest(panel, bundle());

      assertThat(again.get(0).mapAt7())
          .isCloseTo(metrics.get("model").get("map_at_7"), within(1e-12));
      assertThat(again.get(0).micro().rocAuc())
          .isEqualTo(metrics.get("model").get("micro_roc_auc"));
      assertThat(again)
          .extracting(Evaluation::predictor)
          .containsExactly("model", "constant", "popularity");
    }
  }

  /** The service's tests count the same rows and must come to the figures of the build's file. */
  @Test
  void itsNewestMonthHasNotDrifted() throws IOException {
    try (Panel panel =
        Panel.read(
            SparkTest.session(),
            Source.of(ROWS.toString(), Optional.empty(), Map.of()),
            Optional.empty(),
            3,
            1)) {
      DriftReport report = MonthDrift.newest(panel, bundle(), DriftLimits.USUAL);

      assertThat(report.rows()).isBetween(1900L, 2100L);
      assertThat(report.features()).hasSize(45);
      assertThat(report.scores()).noneMatch(score -> Double.isNaN(score.meanBefore()));
      assertThat(
              Json.pretty(
                  DriftDocument.of(manifest.version(), MonthDrift.newestMonth(panel), report)))
          .isEqualTo(Files.readString(FOLDER.resolve("drift.json")));
    }
  }

  @Test
  void saysWhichBundleLacksAStage() throws IOException {
    Path copy = copy("without-a-stage");
    try (Stream<Path> stages = Files.list(copy.resolve("pipeline/stages"))) {
      Path missing = stages.sorted().skip(5).findFirst().orElseThrow();
      FileUtil.fullyDelete(missing.toFile());
      assertThatThrownBy(() -> Bundle.open(new Configuration(), copy.toString()).pipeline())
          .isInstanceOf(SourceUnreadableException.class)
          .hasMessageContaining("cannot load the pipeline in " + copy + ": ")
          .hasMessageContaining(missing.getFileName().toString());
    }
  }

  @Test
  void refusesADamagedBundle() throws IOException {
    Path copy = copy("damaged-bundle");
    Files.writeString(copy.resolve("verification.jsonl"), "{}\n");

    Replay.Result replay =
        Replay.verify(SparkTest.session(), Bundle.open(new Configuration(), copy.toString()));

    assertThat(replay.problems())
        .anyMatch(p -> p.startsWith("verification.jsonl has the checksum"));
  }

  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    org.apache.hadoop.fs.Path to = new org.apache.hadoop.fs.Path(copy.toString());
    Configuration configuration = new Configuration();
    FileUtil.copy(BUNDLE.toFile(), to.getFileSystem(configuration), to, false, configuration);
    return copy;
  }

  private static Bundle bundle() {
    return Bundle.open(new Configuration(), BUNDLE.toString());
  }
}
