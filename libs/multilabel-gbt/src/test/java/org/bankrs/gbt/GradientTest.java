package org.bankrs.gbt;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.Split;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradient boosting against MLlib's own classifier, tree by tree. */
class GradientTest {
  private final SparkSession spark = TestSpark.session();

  /** Numbers of all kinds, categories, among them one of a single value. */
  private static final SimulatedRows SIMULATED =
      new SimulatedRows(8, new int[] {2, 5, 1, 20}, 2, 0.1);

  @ParameterizedTest
  @CsvSource({
    // The last one has more rows than thresholds are looked for in, so that MLlib samples.
    "2000, 1, 2, 32, 1",
    "2000, 8, 5, 64, 3",
    "3000, 3, 7, 20, 10",
    "24000, 2, 4, 32, 1"
  })
  void growsTheTreesOfMllib(int rows, int partitions, int depth, int maxBins, int minInstances) {
    Dataset<Row> data = SIMULATED.dataset(spark, rows, partitions, 7).cache();
    List<GBTClassificationModel> models =
        classifier()
            .setMaxDepth(depth)
            .setMaxBins(maxBins)
            .setMinInstancesPerNode(minInstances)
            .fit(data)
            .models();
    for (int label = 0; label < 2; label++) {
      GBTClassificationModel expected =
          mllib(label)
              .setMaxDepth(depth)
              .setMaxBins(maxBins)
              .setMinInstancesPerNode(minInstances)
              .fit(withLabel(data, label));
      assertSameTrees(models.get(label), expected);
    }
    data.unpersist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void weighsRowsAsMllibDoes(boolean validates) {
    Dataset<Row> data =
        SIMULATED
            .dataset(spark, 3000, 2, 6)
            .withColumn("weight", expr("0.5 + pmod(hash(features), 4)"))
            .cache();
    MultilabelGbtClassifier ours =
        classifier().setMaxIter(6).setStepSize(0.5).setWeightCol("weight");
    GBTClassifier theirs = mllib(1).setMaxIter(6).setStepSize(0.5).setWeightCol("weight");
    if (validates) {
      ours.setValidationIndicatorCol("validation");
      theirs.setValidationIndicatorCol("validation");
    }
    assertSameTrees(ours.fit(data).models().get(1), theirs.fit(withLabel(data, 1)));
    data.unpersist();
  }

  @Test
  void leavesOutRowsThatDoNotCount() {
    Dataset<Row> data = SIMULATED.dataset(spark, 2000, 2, 8).cache();
    GBTClassificationModel model =
        classifier().setEligibilityCol("eligible").fit(data).models().get(1);
    // Few values a feature, so that all rows and the eligible ones have the same thresholds.
    Dataset<Row> eligible = withLabel(data, 1).where(bit("eligible", 1).equalTo(1));
    assertThat(model.trees()[0].rootNode().impurityStats().rawCount())
        .isEqualTo(eligible.count())
        .isLessThan(2000);
    data.unpersist();
  }

  @Test
  void stopsEarlyWhereMllibDoes() {
    Dataset<Row> data = SIMULATED.dataset(spark, 2000, 2, 9).cache();
    List<GBTClassificationModel> models =
        classifier()
            .setMaxIter(12)
            .setMaxDepth(4)
            .setStepSize(0.5)
            .setValidationIndicatorCol("validation")
            .fit(data)
            .models();
    for (int label = 0; label < 2; label++) {
      GBTClassificationModel expected =
          mllib(label)
              .setMaxIter(12)
              .setMaxDepth(4)
              .setStepSize(0.5)
              .setValidationIndicatorCol("validation")
              .fit(withLabel(data, label));
      assertThat(expected.getNumTrees()).isLessThan(12);
      assertSameTrees(models.get(label), expected);
    }
    data.unpersist();
  }

  private static MultilabelGbtClassifier classifier() {
    return new MultilabelGbtClassifier()
        .setLabelNames(new String[] {"a", "b"})
        .setBoosting(MultilabelGbtParams.GRADIENT)
        .setMaxIter(3)
        .setMaxBins(32)
        .setSeed(11);
  }

  private static GBTClassifier mllib(int label) {
    return new GBTClassifier("label" + label)
        .setLabelCol("label")
        .setMaxIter(3)
        .setMaxBins(32)
        .setSeed(11);
  }

  private static Dataset<Row> withLabel(Dataset<Row> data, int label) {
    return data.withColumn("label", bit("labels", label).cast(DataTypes.DoubleType));
  }

  private static org.apache.spark.sql.Column bit(String column, int label) {
    return shiftright(col(column), label).bitwiseAND(lit(1));
  }

  private static void assertSameTrees(
      GBTClassificationModel actual, GBTClassificationModel expected) {
    assertThat(actual.treeWeights()).containsExactly(expected.treeWeights());
    for (int i = 0; i < expected.trees().length; i++) {
      assertSame(
          actual.trees()[i].rootNode(),
          expected.trees()[i].rootNode(),
          expected.uid() + ", tree " + i + ", root");
    }
  }

  private static void assertSame(Node actual, Node expected, String where) {
    assertThat(actual.getClass()).as(where).isEqualTo(expected.getClass());
    assertThat(actual.prediction())
        .as(where)
        .isCloseTo(expected.prediction(), within(1e-9 * Math.abs(expected.prediction())));
    assertThat(actual.impurityStats().rawCount())
        .as(where)
        .isEqualTo(expected.impurityStats().rawCount());
    if (expected instanceof InternalNode internal) {
      InternalNode found = (InternalNode) actual;
      assertThat(text(found.split())).as(where).isEqualTo(text(internal.split()));
      assertThat(found.gain()).as(where).isCloseTo(internal.gain(), within(1e-9));
      assertSame(found.leftChild(), internal.leftChild(), where + " left");
      assertSame(found.rightChild(), internal.rightChild(), where + " right");
    }
  }

  static String text(Split split) {
    return split instanceof CategoricalSplit categorical
        ? "feature %d in %s"
            .formatted(
                split.featureIndex(), java.util.Arrays.toString(categorical.leftCategories()))
        : "feature %d <= %s".formatted(split.featureIndex(), ((ContinuousSplit) split).threshold());
  }
}
