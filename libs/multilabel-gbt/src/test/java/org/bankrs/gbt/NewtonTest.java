package org.bankrs.gbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/** What a user relies on of boosting by Newton steps. */
class NewtonTest {
  private static final SimulatedRows SIMULATED =
      new SimulatedRows(8, new int[] {2, 5, 1, 20}, 4, 0.05);
  private static final List<Row> ROWS = SIMULATED.rows(4000, 3);

  private final SparkSession spark = TestSpark.session();

  @Test
  void takesNewtonStepsFromTheBaseRate() {
    // 60 rows at 0 with 6 positives, 40 rows at 1 with 12.
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double x = i < 60 ? 0 : 1;
      long y = i < 6 || i >= 88 ? 1 : 0;
      rows.add(RowFactory.create(Vectors.dense(x), y, -1L, false));
    }
    GBTClassificationModel model =
        estimator(1)
            .setMaxIter(2)
            .setMaxDepth(1)
            .setStepSize(0.5)
            .setLambda(2)
            .fit(spark.createDataFrame(rows, SimulatedRows.SCHEMA_WITHOUT_ATTRIBUTES))
            .models()
            .get(0);

    double prior = Math.log(0.18 / 0.82);
    double[] logOdds = {prior, prior};
    for (int round = 1; round <= 2; round++) {
      InternalNode root = (InternalNode) model.trees()[round].rootNode();
      double[] step = {step(logOdds[0], 60, 6, 2), step(logOdds[1], 40, 12, 2)};
      assertThat(root.leftChild().prediction()).isCloseTo(step[0] / 2, within(1e-4));
      assertThat(root.rightChild().prediction()).isCloseTo(step[1] / 2, within(1e-4));
      assertThat(root.leftChild().impurityStats().rawCount()).isEqualTo(60);
      logOdds[0] += 0.5 * step[0];
      logOdds[1] += 0.5 * step[1];
    }
    assertThat(model.treeWeights()).containsExactly(1, 0.5, 0.5);
    // The base rate's log-odds, moved so that the mean prediction is the base rate.
    assertThat(model.trees()[0].rootNode().prediction()).isCloseTo(prior / 2, within(0.05));
    double mean =
        0.6 * probability(model, Vectors.dense(0.0)) + 0.4 * probability(model, Vectors.dense(1.0));
    assertThat(mean).isCloseTo(0.18, within(1e-4));
  }

  /** -G / (H + lambda), in log-odds. */
  private static double step(double logOdds, int rows, int positives, double lambda) {
    double p = 1 / (1 + Math.exp(-logOdds));
    return (positives - rows * p) / (rows * p * (1 - p) + lambda);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void oneStepOfOddsTakesALeafToItsRate(int sampleSize) {
    // Of 3000 rows at 0 one in 300 is positive, of 1000 at 1 one in five.
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      double x = i < 3000 ? 0 : 1;
      long y = i % (i < 3000 ? 300 : 5) == 0 ? 1 : 0;
      // The second feature says nothing, but makes rows differ, by which they are drawn.
      rows.add(RowFactory.create(Vectors.dense(x, i * 7919 % 4000), y, -1L, false));
    }
    Dataset<Row> data = spark.createDataFrame(rows, SimulatedRows.SCHEMA_WITHOUT_ATTRIBUTES);
    MultilabelGbtClassifier estimator =
        estimator(1)
            .setMaxIter(1)
            .setMaxDepth(1)
            .setStepSize(1)
            .setLambda(0)
            .setLeafStep("odds")
            .setSampleSize(sampleSize);
    GBTClassificationModel odds = estimator.fit(data).models().get(0);
    double drawn = sampleSize == 0 ? 1e-3 : 0.1;
    assertThat(probability(odds, Vectors.dense(0, 0)))
        .isCloseTo(1 / 300.0, withinPercentage(100 * drawn));
    assertThat(probability(odds, Vectors.dense(1, 0)))
        .isCloseTo(0.2, withinPercentage(100 * drawn));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void isCalibrated(int sampleSize) {
    List<GBTClassificationModel> models =
        estimator(4)
            .setSampleSize(sampleSize)
            .setEligibilityCol("eligible")
            .fit(dataset(ROWS, 2))
            .models();
    for (int label = 0; label < 4; label++) {
      double sum = 0;
      int positives = 0;
      int rows = 0;
      for (Row row : ROWS) {
        if ((row.getLong(2) >>> label & 1) != 0) {
          sum += probability(models.get(label), row.getAs(0));
          positives += (int) (row.getLong(1) >>> label & 1);
          rows++;
        }
      }
      double baseRate = (double) positives / rows;
      assertThat(sum / rows).isCloseTo(baseRate, within(0.02 * baseRate));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void doesNotDependOnPartitionsOrOrder(int sampleSize) {
    MultilabelGbtClassifier estimator = estimator(4).setSampleSize(sampleSize);
    List<String> expected = trees(estimator.fit(dataset(ROWS, 1)));
    long seed = System.nanoTime();
    for (int partitions : new int[] {3, 17}) {
      List<Row> shuffled = new ArrayList<>(ROWS);
      Collections.shuffle(shuffled, new Random(seed + partitions));
      assertThat(trees(estimator.fit(dataset(shuffled, partitions))))
          .as("%d partitions, seed %d", partitions, seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void doesNotDependOnPartitionsWhereThresholdsComeFromASample() {
    SimulatedRows two = new SimulatedRows(2, new int[] {}, 1, 0.2);
    List<Row> rows = two.rows(70_000, 5);
    List<List<String>> trees = new ArrayList<>();
    for (int partitions : new int[] {1, 3}) {
      Dataset<Row> data =
          spark.createDataFrame(
              JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions),
              two.schema());
      trees.add(trees(estimator(1).setMaxIter(2).fit(data)));
      Collections.reverse(rows);
    }
    assertThat(trees.get(0)).isEqualTo(trees.get(1));
  }

  @Test
  void leavesOutRowsThatDoNotCount() {
    List<Row> flipped =
        ROWS.stream()
            .map(
                row ->
                    RowFactory.create(
                        row.get(0),
                        row.getLong(1) ^ (~row.getLong(2) & 0xF),
                        row.get(2),
                        row.get(3)))
            .toList();
    assertThat(trees(estimator(4).setEligibilityCol("eligible").fit(dataset(flipped, 2))))
        .isEqualTo(trees(estimator(4).setEligibilityCol("eligible").fit(dataset(ROWS, 2))))
        .isNotEqualTo(trees(estimator(4).fit(dataset(ROWS, 2))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 400})
  void stopsEachLabelWhereValidationLossIsLeast(int sampleSize) {
    // The second label is noise.
    Random random = new Random(4);
    List<Row> rows =
        ROWS.stream()
            .map(
                row ->
                    RowFactory.create(
                        row.get(0),
                        (row.getLong(1) & 1) | (random.nextInt(10) == 0 ? 2 : 0),
                        row.get(2),
                        row.get(3)))
            .toList();
    MultilabelGbtModel model =
        estimator(2)
            .setSampleSize(sampleSize)
            .setMaxIter(15)
            .setPatience(3)
            .setStepSize(0.3)
            .setValidationIndicatorCol("validation")
            .fit(dataset(rows, 2));
    assertThat(model.models().get(1).getNumTrees()).isLessThan(8);
    for (int label = 0; label < 2; label++) {
      GBTClassificationModel full =
          estimator(2)
              .setSampleSize(sampleSize)
              .setMaxIter(15)
              .setStepSize(0.3)
              .fit(dataset(rows.stream().filter(row -> !row.getBoolean(3)).toList(), 2))
              .models()
              .get(label);
      int kept = model.models().get(label).getNumTrees();
      double[] losses = losses(full, rows, label);
      int best =
          IntStream.range(0, Math.min(losses.length, kept + 3))
              .reduce((a, b) -> losses[b] < losses[a] ? b : a)
              .orElseThrow();
      assertThat(kept).as("label %d", label).isEqualTo(best + 1);
    }
  }

  /** Log-loss of the validation rows with ever more trees. */
  private static double[] losses(GBTClassificationModel model, List<Row> rows, int label) {
    long training = rows.stream().filter(row -> !row.getBoolean(3)).count();
    long positive =
        rows.stream()
            .filter(row -> !row.getBoolean(3) && (row.getLong(1) >>> label & 1) != 0)
            .count();
    double prior = Math.log((double) positive / (training - positive)) / 2;
    double[] losses = new double[model.getNumTrees()];
    for (Row row : rows) {
      if (row.getBoolean(3)) {
        double sign = (row.getLong(1) >>> label & 1) == 0 ? 1 : -1;
        double score = 0;
        for (int i = 0; i < losses.length; i++) {
          score +=
              i == 0
                  ? prior
                  : model.treeWeights()[i] * model.trees()[i].predict(row.<Vector>getAs(0));
          losses[i] += Math.log1p(Math.exp(2 * sign * score));
        }
      }
    }
    return losses;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void survivesTheLossOfWhatWasCached(int sampleSize) {
    List<String> expected =
        trees(estimator(4).setSampleSize(sampleSize).setMaxIter(4).fit(dataset(ROWS, 3)));
    List<String> found =
        trees(
            estimator(4)
                .setSampleSize(sampleSize)
                .setMaxIter(4)
                .setRoundListener(
                    (done, all, growing, left) ->
                        CollectionConverters.asJava(spark.sparkContext().getPersistentRDDs())
                            .values()
                            .forEach(rdd -> rdd.unpersist(true)))
                .fit(dataset(ROWS, 3)));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void weightTakesThePlaceOfRepeatedRows() {
    List<Row> repeated = new ArrayList<>();
    List<Row> weighted = new ArrayList<>();
    for (int i = 0; i < ROWS.size(); i++) {
      // Few values a feature, so that weighted and repeated rows have the same thresholds.
      Row row = withWholeNumbers(ROWS.get(i));
      repeated.addAll(Collections.nCopies(1 + i % 3, row));
      weighted.add(RowFactory.create(row.get(0), row.get(1), row.get(2), row.get(3), 1.0 + i % 3));
    }
    Dataset<Row> data =
        spark.createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(weighted, 2),
            SIMULATED.schema().add("weight", DataTypes.DoubleType));
    MultilabelGbtModel expected = estimator(4).fit(dataset(repeated, 2));
    for (int sampleSize : new int[] {0, Integer.MAX_VALUE}) {
      MultilabelGbtModel found =
          estimator(4).setSampleSize(sampleSize).setWeightCol("weight").fit(data);
      assertThat(largestDifference(found, expected)).isLessThan(1e-3);
      assertThat(largestDifference(found, estimator(4).fit(data))).isGreaterThan(0.01);
    }
  }

  private static Row withWholeNumbers(Row row) {
    double[] values = Arrays.stream(row.<Vector>getAs(0).toArray()).map(Math::rint).toArray();
    return RowFactory.create(Vectors.dense(values), row.get(1), row.get(2), row.get(3));
  }

  @Test
  void drawingEveryRowIsAsGoodAsNotDrawing() {
    MultilabelGbtModel all = estimator(4).fit(dataset(ROWS, 2));
    MultilabelGbtModel drawn = estimator(4).setSampleSize(Integer.MAX_VALUE).fit(dataset(ROWS, 2));
    assertThat(largestDifference(drawn, all)).isLessThan(1e-3);
  }

  @Test
  void fewDrawnRowsPredictNearlyAsWellAsAll() {
    List<Row> rows = new SimulatedRows(8, new int[] {2, 5, 1, 20}, 4, 0.02).rows(40_000, 8);
    List<Row> training = rows.subList(0, 20_000);
    List<Row> other = rows.subList(20_000, 40_000);
    MultilabelGbtModel all = estimator(4).fit(dataset(training, 2));
    MultilabelGbtModel drawn = estimator(4).setSampleSize(4_000).fit(dataset(training, 2));
    double constant = 0;
    double withAll = 0;
    double withDrawn = 0;
    for (int label = 0; label < 4; label++) {
      double[] ofAll = losses(all.models().get(label), other, label);
      double[] ofDrawn = losses(drawn.models().get(label), other, label);
      constant += ofAll[0];
      withAll += ofAll[ofAll.length - 1];
      withDrawn += ofDrawn[ofDrawn.length - 1];
    }
    // What is lost is small beside what the trees gain.
    assertThat(withDrawn - withAll).isLessThan(0.1 * (constant - withAll));
  }

  /** Of the probabilities of all rows and labels. */
  private static double largestDifference(MultilabelGbtModel one, MultilabelGbtModel other) {
    double largest = 0;
    for (int label = 0; label < 4; label++) {
      for (Row row : ROWS) {
        double difference =
            probability(one.models().get(label), row.getAs(0))
                - probability(other.models().get(label), row.getAs(0));
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    return largest;
  }

  @Test
  void seesOnlyTheShareOfRowsItIsGiven() {
    GBTClassificationModel model =
        estimator(4).setSubsamplingRate(0.25).setMaxIter(4).fit(dataset(ROWS, 2)).models().get(0);
    for (int i = 1; i < model.getNumTrees(); i++) {
      assertThat(model.trees()[i].rootNode().impurityStats().rawCount()).isBetween(900L, 1100L);
    }
    assertThat(model.trees()[1].toDebugString()).isNotEqualTo(model.trees()[2].toDebugString());
  }

  @Test
  void honoursTheLeastRowsOfANode() {
    for (GBTClassificationModel model :
        estimator(4)
            .setMinInstancesPerNode(500)
            .setMinHessianPerNode(0)
            .fit(dataset(ROWS, 2))
            .models()) {
      for (int i = 1; i < model.getNumTrees(); i++) {
        assertThat(smallest(model.trees()[i].rootNode())).isGreaterThanOrEqualTo(500);
      }
    }
  }

  private static long smallest(Node node) {
    return node instanceof InternalNode internal
        ? Math.min(smallest(internal.leftChild()), smallest(internal.rightChild()))
        : node.impurityStats().rawCount();
  }

  @Test
  void constantLabelKeepsItsBaseRate() {
    List<Row> rows =
        ROWS.stream()
            .map(row -> RowFactory.create(row.get(0), row.getLong(1) & 1, row.get(2), row.get(3)))
            .toList();
    GBTClassificationModel model = estimator(2).fit(dataset(rows, 2)).models().get(1);
    assertThat(model.getNumTrees()).isEqualTo(1);
    assertThat(probability(model, rows.get(0).getAs(0))).isCloseTo(0.5 / 4000, within(1e-9));
  }

  @Test
  void isSavedAsAPlainPipeline(@TempDir Path folder) throws Exception {
    MultilabelGbtModel model = estimator(4).setMaxIter(3).fit(dataset(ROWS, 2));
    String path = folder.resolve("model").toString();
    model.write().save(path);
    PipelineModel loaded = PipelineModel.load(path);
    assertThat(loaded.stages()).hasSize(4).allMatch(GBTClassificationModel.class::isInstance);
    Dataset<Row> few = dataset(ROWS.subList(0, 200), 1);
    assertThat(loaded.transform(few).select("probability_c", "prediction_d").collectAsList())
        .isEqualTo(model.transform(few).select("probability_c", "prediction_d").collectAsList());
  }

  private Dataset<Row> dataset(List<Row> rows, int partitions) {
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions),
        SIMULATED.schema());
  }

  private static MultilabelGbtClassifier estimator(int labels) {
    return new MultilabelGbtClassifier()
        .setLabelNames(List.of("a", "b", "c", "d").subList(0, labels).toArray(String[]::new))
        .setMaxIter(6)
        .setMaxDepth(4);
  }

  private static List<String> trees(MultilabelGbtModel model) {
    return model.models().stream()
        .flatMap(label -> List.of(label.trees()).stream())
        .map(tree -> text(tree.rootNode()))
        .toList();
  }

  private static String text(Node node) {
    String self = "%s of %d".formatted(node.prediction(), node.impurityStats().rawCount());
    return node instanceof InternalNode internal
        ? "%s, %s %s (%s | %s)"
            .formatted(
                self,
                internal.gain(),
                GradientTest.text(internal.split()),
                text(internal.leftChild()),
                text(internal.rightChild()))
        : self;
  }

  private static double probability(GBTClassificationModel model, Vector features) {
    return model.predictProbability(features).apply(1);
  }
}
