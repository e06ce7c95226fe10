package org.bankrs.mllib.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bankrs.mllib.Classifier;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * A binary classifier of gradient-boosted trees.
 *
 * @param description what a user sees of it
 * @param features vector read
 * @param rawPrediction written: the margin with opposite signs
 * @param probability written: of class 0 and of class 1
 * @param prediction written: 0 or 1
 * @param trees whose weighted sum is the margin
 * @param decision how the prediction follows
 */
public record GbtClassifier(
    Classifier description,
    Column features,
    Column rawPrediction,
    Column probability,
    Column prediction,
    Trees trees,
    Decision decision)
    implements Stage {

  static GbtClassifier read(Metadata metadata, Columns columns) {
    metadata.expectOnly(
        "cacheNodeIds",
        "checkpointInterval",
        "featureSubsetStrategy",
        "featuresCol",
        "impurity",
        "labelCol",
        "leafCol",
        "lossType",
        "maxBins",
        "maxDepth",
        "maxIter",
        "maxMemoryInMB",
        "minInfoGain",
        "minInstancesPerNode",
        "minWeightFractionPerNode",
        "predictionCol",
        "probabilityCol",
        "rawPredictionCol",
        "seed",
        "stepSize",
        "subsamplingRate",
        "thresholds",
        "validationIndicatorCol",
        "validationTol",
        "weightCol");
    metadata.choice("lossType", "logistic");
    metadata.choice("leafCol", "");
    String where = metadata.where();
    Column features = columns.vector(metadata.text("featuresCol"), where);
    int numFeatures = metadata.integer("numFeatures");
    // -1 is what Spark writes when it was not told.
    if (numFeatures != -1 && numFeatures != features.size()) {
      throw new ModelFormatException(
          "%s: trained on %d features but column '%s' has %d"
              .formatted(where, numFeatures, features.name(), features.size()));
    }
    String rawPrediction = metadata.text("rawPredictionCol");
    String probability = metadata.text("probabilityCol");
    String prediction = metadata.text("predictionCol");
    Optional<List<Double>> thresholds = metadata.numbers("thresholds");
    // Checks the thresholds, so it comes before the description.
    Decision decision = Decision.of(rawPrediction, probability, thresholds, where);
    return new GbtClassifier(
        new Classifier(
            probability,
            prediction,
            thresholds.map(pair -> OptionalDouble.of(pair.get(1))).orElse(OptionalDouble.empty())),
        features,
        columns.addUnlessUnnamed(rawPrediction, Kind.VECTOR, 2, where),
        columns.addUnlessUnnamed(probability, Kind.VECTOR, 2, where),
        columns.addUnlessUnnamed(prediction, Kind.NUMBER, 1, where),
        TreesReader.read(
            metadata.folder(),
            metadata.integer("numTrees"),
            features.size(),
            TreesReader.Statistics.VARIANCE),
        decision);
  }

  @Override
  public void apply(RowValues row) {
    answer(trees.margin(row.numbers(), features.offset()), row);
  }

  /** Writes what follows from a margin. */
  void answer(double margin, RowValues row) {
    double[] numbers = row.numbers();
    double classZero = 1.0 / (1.0 + Math.exp(2.0 * margin));
    double classOne = 1.0 - classZero;
    numbers[rawPrediction.offset()] = -margin;
    numbers[rawPrediction.offset() + 1] = margin;
    numbers[probability.offset()] = classZero;
    numbers[probability.offset() + 1] = classOne;
    numbers[prediction.offset()] = decision.isOne(margin, classZero, classOne) ? 1 : 0;
  }

  /** The margin in a row to which this stage has been applied. */
  public double margin(RowValues row) {
    return row.numbers()[rawPrediction.offset() + 1];
  }

  /** The probability of class 1 in a row to which this stage has been applied. */
  public double probability(RowValues row) {
    return row.numbers()[probability.offset() + 1];
  }

  /** The decision in a row to which this stage has been applied. */
  public boolean decision(RowValues row) {
    return row.numbers()[prediction.offset()] == 1;
  }
}
