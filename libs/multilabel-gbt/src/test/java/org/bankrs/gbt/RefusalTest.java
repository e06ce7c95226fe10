package org.bankrs.gbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad params and rows end in one message that says what and where. */
class RefusalTest {
  private static final SimulatedRows SIMULATED = new SimulatedRows(1, new int[] {20}, 2, 0.3);

  private final SparkSession spark = TestSpark.session();
  private final Dataset<Row> good =
      spark.createDataFrame(SIMULATED.rows(50, 1), SIMULATED.schema());

  @Test
  void namesTheCategoryWithTooManyValues() {
    refused(estimator().setMaxBins(16), good, "categorical feature category_1 has 20 values");
  }

  @Test
  void namesTheColumns() {
    refused(estimator().setLabelsCol("target"), good, "labelsCol is target");
    refused(estimator().setFeaturesCol("labels"), good, "featuresCol labels is bigint");
    refused(estimator().setLabelsCol("validation"), good, "labelsCol validation is boolean");
    refused(
        estimator().setValidationIndicatorCol("labels"),
        good,
        "validationIndicatorCol labels is bigint, expected boolean");
    refused(
        estimator(),
        good.withColumn("probability_a", functions.lit(1)),
        "column probability_a is there already");
    refused(estimator().setWeightCol("features"), good, "weightCol features is vector");
    refused(new MultilabelGbtClassifier(), good, "labelNames is not set");
    refused(estimator().setLabelNames(new String[] {"a", "a"}), good, "different ones");
  }

  @Test
  void namesTheParamOutOfRange() {
    assertThatThrownBy(() -> estimator().setMaxBins(257)).hasMessageContaining("maxBins");
    assertThatThrownBy(() -> estimator().setStepSize(0)).hasMessageContaining("stepSize");
    assertThatThrownBy(() -> estimator().setBoosting("dart")).hasMessageContaining("boosting");
    assertThatThrownBy(() -> estimator().setCheckpointInterval(0))
        .hasMessageContaining("checkpointInterval");
  }

  @Test
  void namesTheParamThatMllibsTreesDoNotHave() {
    refused(estimator().setBoosting("gradient").setSampleSize(9), good, "sampleSize is set");
    refused(
        estimator().setBoosting("gradient").setSubsamplingRate(0.5),
        good,
        "subsamplingRate is set, expected with boosting newton only");
  }

  @Test
  void namesTheWeightOutOfRange() {
    for (double weight : new double[] {0, -1, Double.NaN, 257}) {
      refused(
          estimator().setWeightCol("weight"),
          good.withColumn("weight", functions.lit(weight)),
          "column weight is " + weight);
    }
  }

  @Test
  void namesTheFeatureWithABadValue() {
    refused(estimator(), with(Vectors.dense(Double.NaN, 1), 1L), "feature number_0 is NaN");
    refused(estimator(), with(Vectors.dense(1, 20), 1L), "categorical feature category_1 is 20.0");
    refused(estimator(), with(Vectors.dense(1, 1), 4L), "column labels is 4");
  }

  @Test
  void namesTheLabelsWithABadValue() {
    Dataset<Row> lists =
        good.withColumn("labels", functions.array(functions.lit(0.0), functions.lit(2.0)));
    refused(estimator(), lists, "column labels holds 2.0 in a row, expected 0 or 1");
    refused(
        estimator().setLabelNames(new String[] {"a", "b", "c"}),
        lists,
        "column labels has 2 elements in a row, expected one for each of 3 labels");
    refused(
        estimator(),
        good.withColumn("labels", functions.lit(null).cast(DataTypes.LongType)),
        "column labels is null");
  }

  @Test
  void namesTheLackOfRows() {
    refused(estimator(), good.limit(0), "no training rows");
  }

  @Test
  void takesLabelsInAllForms() {
    Dataset<Row> lists =
        good.withColumn("labels", functions.expr("array(labels & 1, shiftright(labels, 1) & 1)"));
    assertThat(estimator().fit(lists).models().get(1).toDebugString().lines().skip(1))
        .containsExactlyElementsOf(
            estimator().fit(good).models().get(1).toDebugString().lines().skip(1).toList());
  }

  @Test
  void isReadAsItWasWritten(@TempDir Path folder) throws Exception {
    String path = folder.resolve("estimator").toString();
    estimator().setMaxIter(7).setLambda(0.5).write().save(path);
    MultilabelGbtClassifier loaded = MultilabelGbtClassifier.load(path);
    assertThat(loaded.getMaxIter()).isEqualTo(7);
    assertThat(loaded.getLambda()).isEqualTo(0.5);
    assertThat(loaded.getLabelNames()).containsExactly("a", "b");
  }

  private Dataset<Row> with(org.apache.spark.ml.linalg.Vector features, long labels) {
    return spark.createDataFrame(
        List.of(RowFactory.create(features, labels, -1L, false)), SIMULATED.schema());
  }

  private static MultilabelGbtClassifier estimator() {
    return new MultilabelGbtClassifier().setLabelNames(new String[] {"a", "b"}).setMaxIter(2);
  }

  private static void refused(
      MultilabelGbtClassifier estimator, Dataset<Row> data, String message) {
    assertThatThrownBy(() -> estimator.fit(data)).hasStackTraceContaining(message);
  }
}
