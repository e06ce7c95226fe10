package org.bankrs.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.bankrs.drift.DriftLimits;
import org.bankrs.drift.DriftReport;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.drift.MonthDrift;
import org.bankrs.job.panel.HistoryColumns;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.source.Source;
import org.bankrs.job.train.ClassifierColumns;
import org.bankrs.job.train.HistoryUse;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.job.train.MonthChoice;
import org.bankrs.job.train.Preprocessing;
import org.bankrs.job.train.Split;
import org.bankrs.job.train.TrainingRows;
import org.bankrs.schema.Feature;
import org.bankrs.schema.HistoryFeatures;
import org.bankrs.schema.SnapshotMonth;
import org.bankrs.testservices.FixtureFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundle that looks at earlier months, which the build makes for tests. */
class HistoryBundleTest {
  private static final long SEED = 23;
  private static final int MONTHS = 9;
  private static final Path FOLDER = FixtureFolder.of("bundles/history");
  private static final Path BUNDLE = FOLDER.resolve("bundle");
  private static final Path ROWS = FOLDER.resolve("rows.csv");

  @BeforeAll
  static void openSession() {
    SparkTest.session();
  }

  @Test
  void saysSoAndIsMeasuredWithoutHistoryToo() throws IOException {
    Manifest manifest = bundle().manifest();
    Map<String, Map<String, Double>> metrics = Runs.beside(BUNDLE).metrics();
    assertThat(manifest.history()).isEqualTo(16);
    assertThat(manifest.metrics()).containsKeys("map_at_7", "without_history_map_at_7");
    assertThat(metrics.keySet())
        .containsExactly("model", "without history", "constant", "popularity");
    assertThat(metrics.get("model").get("micro_pr_auc"))
        .isGreaterThan(metrics.get("without history").get("micro_pr_auc"));
    assertThat(metrics.get("without history").get("micro_roc_auc"))
        .isGreaterThan(metrics.get("constant").get("micro_roc_auc"));
  }

  @Test
  void trainsOnTheNewestMonths() {
    assertThat(bundle().manifest().months().train())
        .containsExactly("2015-03", "2015-04", "2015-05", "2015-06");
  }

  @Test
  void replaysItsVerificationRowsWithTheirHistory() throws IOException {
    List<String> lines = Files.readAllLines(BUNDLE.resolve("verification.jsonl"));
    Replay.Result replay = Replay.verify(SparkTest.session(), bundle());

    assertThat(lines).anyMatch(line -> line.contains("\"history\":[")).hasSize(replay.rows());
    assertThat(lines).anyMatch(line -> !line.contains("\"history\":["));
    assertThat(replay.problems()).isEmpty();
    assertThat(replay.largestDifference()).isZero();
  }

  @Test
  void scoresTheNewestMonth() {
    try (Panel panel = panel(Optional.empty())) {
      SnapshotMonth newest = SnapshotMonth.of(2015, 1).plus(MONTHS - 1);
      assertThat(Scoring.newestMonth(panel, bundle()).count())
          .isEqualTo(panel.summary().month(newest).rows())
          .isPositive();
    }
  }

  static Stream<HistoryDepth> depths() {
    return Stream.of(HistoryDepth.FULL, HistoryDepth.shortened(0.5, SEED), HistoryDepth.NONE);
  }

  @ParameterizedTest
  @MethodSource("depths")
  void measuresTheProbabilitiesOfTheStockStages(HistoryDepth depth) {
    PipelineModel pipeline = bundle().pipeline();
    try (Panel panel = panel(Optional.empty())) {
      Dataset<Row> rows = panel.labelled(SnapshotMonth.of(2015, 8));
      Column[] columns =
          Stream.concat(
                  Stream.of(functions.col(PanelSchema.CUSTOMER)), ClassifierColumns.probabilities())
              .toArray(Column[]::new);
      Map<Long, double[]> stock = new HashMap<>();
      for (Row row :
          ModelPipeline.transform(pipeline, rows, depth).select(columns).collectAsList()) {
        stock.put(row.getLong(0), ClassifierColumns.probabilities(row, 1));
      }

      List<Row> scored =
          ModelPipeline.score(pipeline, rows, depth, List.of(PanelSchema.CUSTOMER)).collectAsList();

      assertThat(scored).hasSizeGreaterThan(1000).hasSameSizeAs(stock.keySet());
      assertThat(scored)
          .allSatisfy(
              row ->
                  assertThat(ModelPipeline.probabilities(row, 1))
                      .isEqualTo(stock.get(row.getLong(0))));

      List<String> kept = List.of(PanelSchema.CUSTOMER);
      assertThat(ModelPipeline.replay(pipeline, rows.limit(100), depth, kept))
          .hasSize(100)
          .allSatisfy(
              replayed ->
                  assertThat(replayed.probabilities())
                      .containsExactly(
                          Arrays.stream(stock.get(replayed.row().getLong(1)))
                              .boxed()
                              .toArray(Double[]::new)));
    }
  }

  @Test
  void comparesTheNewestMonthWithWhatItLearnedFrom() {
    try (Panel panel = panel(Optional.empty())) {
      DriftReport report = MonthDrift.newest(panel, bundle(), DriftLimits.USUAL);

      SnapshotMonth newest = SnapshotMonth.of(2015, 1).plus(MONTHS - 1);
      assertThat(report.rows()).isEqualTo(panel.summary().month(newest).rows());
      assertThat(report.scores()).noneMatch(score -> Double.isNaN(score.meanBefore()));
    }
  }

  @Test
  void aMonthsFeaturesDoNotChangeWhenLaterMonthsAreKnown() {
    SnapshotMonth month = SnapshotMonth.of(2015, 6);
    try (Panel all = panel(Optional.empty());
        Panel early = panel(Optional.of(month))) {
      Map<Long, List<Object>> later = features(all, month, HistoryDepth.FULL);
      assertThat(later)
          .hasSizeGreaterThan(100)
          .isEqualTo(features(early, month, HistoryDepth.FULL));
      assertThat(later.values()).anyMatch(values -> !values.contains(null));
    }
  }

  @Test
  void trainsOnTheVectorsThatTheStockStagesMake() {
    HistoryUse use = new HistoryUse(true, 0.3);
    try (Panel panel = panel(Optional.empty())) {
      Split split = new MonthChoice(2, 1).of(Split.of(panel.summary().labelledMonths()));
      PipelineModel preprocessing = Preprocessing.fit(panel.labelled(split.train()), true);
      Dataset<Row> trained =
          TrainingRows.of(panel, split, preprocessing, use, MonthChoice.ALL, false, SEED);
      Dataset<Row> stock =
          ModelPipeline.transform(
              preprocessing, panel.labelled(split.train()), HistoryDepth.shortened(0.3, SEED));

      List<double[]> vectors = vectors(trained);
      assertThat(vectors).hasSizeGreaterThan(1000);
      assertThat(vectors.toArray(double[][]::new))
          .isDeepEqualTo(vectors(stock).toArray(double[][]::new));
      assertThat(trained.schema().apply(Preprocessing.FEATURES).metadata())
          .isEqualTo(stock.schema().apply(Preprocessing.FEATURES).metadata());
    }
  }

  private static List<double[]> vectors(Dataset<Row> rows) {
    return rows.select(Preprocessing.FEATURES).collectAsList().stream()
        .map(row -> row.<Vector>getAs(0).toArray())
        .toList();
  }

  @Test
  void shortensTheHistoryOfAShareOfTheRows() {
    SnapshotMonth month = SnapshotMonth.of(2015, 8);
    int seen = HistoryFeatures.ALL.stream().map(Feature::name).toList().indexOf("months_seen");
    try (Panel panel = panel(Optional.empty())) {
      Map<Long, List<Object>> full = features(panel, month, HistoryDepth.FULL);
      Map<Long, List<Object>> shortened = features(panel, month, HistoryDepth.shortened(0.4, SEED));
      long nothing =
          full.entrySet().stream()
              .filter(e -> e.getValue().get(seen) != null)
              .filter(e -> shortened.get(e.getKey()).get(seen) == null)
              .count();
      assertThat((double) nothing / full.size()).isBetween(0.16, 0.24);
      assertThat(features(panel, month, HistoryDepth.NONE).values())
          .allMatch(values -> values.stream().allMatch(value -> value == null));
    }
  }

  @Test
  void aModelOfTheMonthAloneReadsNoHistory() {
    assertThat(ModelPipeline.readsHistory(bundle().pipeline())).isTrue();
    Bundle alone = Bundle.open(new Configuration(), TestBank.model().toString());
    assertThat(ModelPipeline.readsHistory(alone.pipeline())).isFalse();
    assertThat(alone.manifest().history()).isZero();
  }

  private static Map<Long, List<Object>> features(
      Panel panel, SnapshotMonth month, HistoryDepth depth) {
    Column[] columns =
        Stream.concat(
                Stream.of(functions.col(PanelSchema.CUSTOMER)),
                HistoryFeatures.ALL.stream().map(feature -> functions.col(feature.name())))
            .toArray(Column[]::new);
    Dataset<Row> rows = panel.rows().where(functions.col(PanelSchema.MONTH).equalTo(month.index()));
    Map<Long, List<Object>> features = new HashMap<>();
    for (Row row : HistoryColumns.add(rows, depth).select(columns).collectAsList()) {
      Object[] values = new Object[HistoryFeatures.ALL.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i + 1);
      }
      features.put(row.getLong(0), java.util.Arrays.asList(values));
    }
    return features;
  }

  private static Panel panel(Optional<SnapshotMonth> asOf) {
    return Panel.read(SparkTest.session(), source(), asOf, 3, MonthEvaluation.MIN_MONTHS);
  }

  private static Source source() {
    return Source.of(ROWS.toString(), Optional.empty(), Map.of());
  }

  private static Bundle bundle() {
    return Bundle.open(new Configuration(), BUNDLE.toString());
  }
}
