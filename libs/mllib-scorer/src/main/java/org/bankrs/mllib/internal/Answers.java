package org.bankrs.mllib.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bankrs.mllib.Classifier;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * The columns that a binary classifier writes.
 *
 * @param description what a user sees of the classifier
 * @param rawPrediction of class 0 and of class 1
 * @param probability of class 0 and of class 1
 * @param prediction 0 or 1
 * @param decision how the prediction follows
 */
public record Answers(
    Classifier description,
    Column rawPrediction,
    Column probability,
    Column prediction,
    Decision decision) {

  /** The params that name the columns, and those that decide. */
  static final List<String> PARAMS =
      List.of("rawPredictionCol", "probabilityCol", "predictionCol", "thresholds");

  /** The columns of a classifier that is decided by {@link Decision#of}. */
  static Answers read(Metadata metadata, Columns columns) {
    Optional<List<Double>> thresholds = metadata.numbers("thresholds");
    Decision decision =
        Decision.of(
            metadata.text("rawPredictionCol"),
            metadata.text("probabilityCol"),
            thresholds,
            metadata.where());
    return read(
        metadata,
        columns,
        decision,
        thresholds.map(pair -> OptionalDouble.of(pair.get(1))).orElse(OptionalDouble.empty()));
  }

  /** The columns of a classifier that is decided otherwise. */
  static Answers read(
      Metadata metadata, Columns columns, Decision decision, OptionalDouble threshold) {
    String where = metadata.where();
    String probability = metadata.text("probabilityCol");
    String prediction = metadata.text("predictionCol");
    return new Answers(
        new Classifier(probability, prediction, threshold),
        columns.addUnlessUnnamed(metadata.text("rawPredictionCol"), Kind.VECTOR, 2, where),
        columns.addUnlessUnnamed(probability, Kind.VECTOR, 2, where),
        columns.addUnlessUnnamed(prediction, Kind.NUMBER, 1, where),
        decision);
  }

  /** Writes all columns. */
  void write(RowValues row, double rawZero, double rawOne, double classZero, double classOne) {
    double[] numbers = row.numbers();
    numbers[rawPrediction.offset()] = rawZero;
    numbers[rawPrediction.offset() + 1] = rawOne;
    numbers[probability.offset()] = classZero;
    numbers[probability.offset() + 1] = classOne;
    boolean one = decision.isOne(rawZero, rawOne, classZero, classOne);
    numbers[prediction.offset()] = one ? 1 : 0;
  }

  /** The raw prediction of class 1 in a row that has been written to. */
  public double rawOne(RowValues row) {
    return row.numbers()[rawPrediction.offset() + 1];
  }

  /** The probability of class 1 in a row that has been written to. */
  public double probability(RowValues row) {
    return row.numbers()[probability.offset() + 1];
  }

  /** The decision in a row that has been written to. */
  public boolean decision(RowValues row) {
    return row.numbers()[prediction.offset()] == 1;
  }
}
