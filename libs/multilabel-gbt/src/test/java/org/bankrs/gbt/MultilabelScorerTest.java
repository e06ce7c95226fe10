package org.bankrs.gbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scorer against the models themselves. */
class MultilabelScorerTest {
  private static final SimulatedRows SIMULATED =
      new SimulatedRows(8, new int[] {2, 5, 1, 20}, 3, 0.1);

  /** Values that a split may not have seen in training. */
  private static final double[] STRANGE = {
    Double.NaN, -0.0, -1, 0.5, 19, 20, 1e12, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  private final SparkSession spark = TestSpark.session();

  @ParameterizedTest
  @CsvSource({"gradient, 3, 5", "gradient, 6, 2", "newton, 4, 5", "newton, 9, 7"})
  void givesTheBitsOfTheModels(String boosting, int trees, int depth) {
    Dataset<Row> rows = SIMULATED.dataset(spark, 2000, 2, 3);
    List<GBTClassificationModel> models =
        new MultilabelGbtClassifier()
            .setLabelNames(new String[] {"a", "b", "c"})
            .setBoosting(boosting)
            .setMaxIter(trees)
            .setMaxDepth(depth)
            .fit(rows)
            .models();
    MultilabelScorer scorer = new MultilabelScorer(models);
    long seed = new Random().nextLong();
    System.out.println("MultilabelScorerTest: seed " + seed);
    Random random = new Random(seed);
    for (Row row : SIMULATED.rows(1000, 4)) {
      double[] features = row.<Vector>getAs(0).toArray().clone();
      if (random.nextBoolean()) {
        features[random.nextInt(features.length)] = STRANGE[random.nextInt(STRANGE.length)];
      }
      double[] probabilities = scorer.probabilities(features);
      for (int label = 0; label < models.size(); label++) {
        assertThat(probabilities[label])
            .as("label %d of %s", label, Vectors.dense(features))
            .isEqualTo(models.get(label).predictProbability(Vectors.dense(features)).apply(1));
      }
    }
  }
}
