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
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.sql.SparkSession;
import org.bankrs.drift.DriftLimits;
import org.bankrs.drift.DriftReport;
import org.bankrs.job.Progress;
import org.bankrs.job.RawCsv;
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
import org.bankrs.job.train.HistoryUse;
import org.bankrs.job.train.MllibTrainer;
import org.bankrs.job.train.MonthChoice;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Trains on a small simulated bank. The bundle stays in target/example-bundle, where the service's
 * tests take it.
 */
class ExampleBundleTest {
  private static final long SEED = 42;
  private static final int CUSTOMERS = 3000;
  private static final int MONTHS = 6;
  private static final int MIN_POSITIVES = 25;
  private static final Path BUNDLE = Path.of("target", "example-bundle").toAbsolutePath();

  private static TrainingResult result;
  private static int scans;
  private static int cachedAfterwards;
  private static PipelineModel pipeline;

  @BeforeAll
  static void train() throws TimeoutException {
    FileUtil.fullyDelete(BUNDLE.toFile());
    List<String> lines = RawCsv.lines(SEED, CUSTOMERS, MONTHS);
    Path rows = RawCsv.write(Path.of("target", "example-rows.csv").toAbsolutePath(), lines);
    SparkSession session = SparkTest.session();
    int cachedBefore = session.sparkContext().getPersistentRDDs().size();
    try (SparkTest.Scans counter = new SparkTest.Scans(session)) {
      result =
          Training.run(
              session,
              new TrainingRequest(
                  Source.of(rows.toString(), Optional.empty(), Map.of()),
                  BUNDLE.toString(),
                  Optional.empty(),
                  "mllib",
                  new MllibTrainer(),
                  new TrainOptions(3, 3, 0.1, 256, MIN_POSITIVES, 2, 2, SEED),
                  MonthChoice.ALL,
                  HistoryUse.NONE),
              new Progress(System.err));
      scans = counter.count();
    }
    pipeline = bundle().pipeline();
    cachedAfterwards = session.sparkContext().getPersistentRDDs().size() - cachedBefore;
  }

  @Test
  void readsTheSourceOnceInAll() {
    assertThat(scans).isEqualTo(1);
  }

  @Test
  void givesItsCacheBack() {
    assertThat(cachedAfterwards).isZero();
  }

  @Test
  void splitsByMonths() {
    Manifest.Months months = result.manifest().months();

    assertThat(months.train()).containsExactly("2015-01", "2015-02", "2015-03");
    assertThat(months.validation()).isEqualTo("2015-04");
    assertThat(months.test()).isEqualTo("2015-05");
  }

  @Test
  void ranksBetterThanTheBaselines() {
    Evaluation model = result.evaluations().get(0);

    assertThat(result.evaluations()).hasSize(3);
    for (Evaluation baseline : result.evaluations().subList(1, 3)) {
      assertThat(model.micro().rocAuc())
          .as(baseline.predictor())
          .isGreaterThan(baseline.micro().rocAuc());
    }
    assertThat(model.micro().calibrationError()).isLessThan(0.005);
  }

  @Test
  void keepsTheBaseRateOfRareProducts() {
    assertThat(result.manifest().constant()).contains("ahor", "viv").doesNotContain("recibo");
    for (Product product : Product.ALL) {
      GBTClassificationModel model =
          (GBTClassificationModel) pipeline.stages()[6 + product.ordinal()];
      boolean constant = result.manifest().constant().contains(product.code());
      assertThat(model.getNumTrees()).as(product.code()).isEqualTo(constant ? 1 : 4);
    }
  }

  @Test
  void storesTheThresholdsInTheModels() {
    for (Product product : Product.ALL) {
      GBTClassificationModel model =
          (GBTClassificationModel) pipeline.stages()[6 + product.ordinal()];
      double threshold = result.manifest().thresholds().get(product.code());
      assertThat(model.getThresholds()).containsExactly(1 - threshold, threshold);
    }
  }

  @Test
  void listsEveryFileWithItsChecksum() throws IOException {
    assertThat(bundle().damages(new Configuration())).isEmpty();
    try (Stream<Path> files = Files.walk(BUNDLE)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(result.manifest().checksums().size() + 1)
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
    assertThat(rows).isEqualTo(result.manifest().rows().train());
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
            Source.of("target/example-rows.csv", Optional.empty(), Map.of()),
            Optional.empty(),
            3,
            MonthEvaluation.MIN_MONTHS)) {
      List<Evaluation> again = MonthEvaluation.newest(panel, bundle());

      assertThat(again.get(0).mapAt7())
          .isCloseTo(result.evaluations().get(0).mapAt7(), within(1e-12));
      assertThat(again.get(0).micro().rocAuc())
          .isEqualTo(result.evaluations().get(0).micro().rocAuc());
      assertThat(again)
          .extracting(Evaluation::predictor)
          .containsExactly("model", "constant", "popularity");
    }
  }

  /** The service's tests count the same rows and must come to the same figures. */
  @Test
  void itsNewestMonthHasNotDrifted() throws IOException {
    try (Panel panel =
        Panel.read(
            SparkTest.session(),
            Source.of("target/example-rows.csv", Optional.empty(), Map.of()),
            Optional.empty(),
            3,
            1)) {
      DriftReport report = MonthDrift.newest(panel, bundle(), DriftLimits.USUAL);

      assertThat(report.rows()).isBetween(1900L, 2100L);
      assertThat(report.features()).hasSize(45);
      assertThat(report.scores()).noneMatch(score -> Double.isNaN(score.meanBefore()));
      Files.writeString(
          Path.of("target", "example-drift.json"),
          Json.pretty(
              DriftDocument.of(
                  result.manifest().version(), MonthDrift.newestMonth(panel), report)));
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

  private static Path copy(String name) throws IOException {
    Path copy = Path.of("target", name).toAbsolutePath();
    FileUtil.fullyDelete(copy.toFile());
    org.apache.hadoop.fs.Path to = new org.apache.hadoop.fs.Path(copy.toString());
    Configuration configuration = new Configuration();
    FileUtil.copy(BUNDLE.toFile(), to.getFileSystem(configuration), to, false, configuration);
    return copy;
  }

  private static Bundle bundle() {
    return Bundle.open(new Configuration(), BUNDLE.toString());
  }
}
