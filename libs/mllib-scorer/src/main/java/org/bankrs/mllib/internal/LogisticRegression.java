package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bankrs.mllib.ModelFormatException;

/**
 * Binary logistic regression.
 *
 * @param features vector read
 * @param coefficients of the features
 * @param sparse whether Spark keeps the coefficients as a sparse vector
 * @param intercept added to their products
 * @param answers what it writes
 */
record LogisticRegression(
    Column features, Doubles coefficients, boolean sparse, double intercept, Answers answers)
    implements BinaryClassifier {

  private static final List<String> PARAMS =
      List.of(
          "aggregationDepth",
          "elasticNetParam",
          "family",
          "featuresCol",
          "fitIntercept",
          "labelCol",
          "lowerBoundsOnCoefficients",
          "lowerBoundsOnIntercepts",
          "maxBlockSizeInMB",
          "maxIter",
          "regParam",
          "standardization",
          "threshold",
          "tol",
          "upperBoundsOnCoefficients",
          "upperBoundsOnIntercepts",
          "weightCol");

  private static final String MATRIX = "coefficientMatrix";

  static LogisticRegression read(Metadata metadata, Columns columns) {
    metadata.expectOnly(Answers.PARAMS, PARAMS, List.of());
    String where = metadata.where();
    Column features = columns.vector(metadata.text("featuresCol"), where);
    Path data = metadata.folder().resolve("data");
    List<double[]> vectors = new ArrayList<>();
    boolean[] sparse = {false};
    ParquetFolder.onlyRow(
        data,
        batch -> {
          if (batch.ints("numClasses")[0] != 2 || batch.flags("isMultinomial")[0]) {
            throw new ModelFormatException(
                data + ": is multinomial; supported is binomial regression of two classes");
          }
          vectors.add(coefficients(batch, features.size(), data));
          vectors.add(SparkVector.read(batch, "interceptVector", 1, data));
          sparse[0] = batch.ints(MATRIX + ".type")[0] != 1;
        });
    Doubles coefficients = SparkVector.finite(vectors.get(0), "coefficient", data);
    Doubles intercept = SparkVector.finite(vectors.get(1), "intercept", data);
    double threshold = threshold(metadata);
    Decision decision =
        Decision.ofLogistic(
            metadata.text("rawPredictionCol"), metadata.text("probabilityCol"), threshold);
    return new LogisticRegression(
        features,
        coefficients,
        sparse[0],
        intercept.get(0),
        Answers.read(metadata, columns, decision, OptionalDouble.of(threshold)));
  }

  private static double[] coefficients(ParquetBatch batch, int size, Path data) {
    int rows = batch.ints(MATRIX + ".numRows")[0];
    int columns = batch.ints(MATRIX + ".numCols")[0];
    if (rows != 1 || columns != size || !batch.flags(MATRIX + ".isTransposed")[0]) {
      throw new ModelFormatException(
          "%s: '%s' is %d x %d; expected one row of %d, row after row"
              .formatted(data, MATRIX, rows, columns, size));
    }
    double[] values = batch.firstDoubles(MATRIX + ".values.list.element");
    if (batch.ints(MATRIX + ".type")[0] != 1) {
      int[] indices = batch.firstInts(MATRIX + ".rowIndices.list.element");
      return SparkVector.spread(values, indices, size, MATRIX, data);
    }
    if (values.length != size) {
      throw new ModelFormatException(
          "%s: '%s' has %d values; expected %d".formatted(data, MATRIX, values.length, size));
    }
    return values;
  }

  /** Two thresholds, where they are set, mean one. */
  private static double threshold(Metadata metadata) {
    Optional<List<Double>> pair = metadata.numbers("thresholds");
    double threshold;
    if (pair.isPresent()) {
      Decision.checkThresholds(pair.get(), metadata.where());
      threshold = 1.0 / (1.0 + pair.get().get(0) / pair.get().get(1));
    } else {
      threshold = metadata.number("threshold");
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new ModelFormatException(
          metadata.where() + ": threshold is " + threshold + "; expected 0 to 1");
    }
    return threshold;
  }

  @Override
  public void apply(RowValues row) {
    double margin = product(row.numbers()) + intercept;
    double classZero = 1.0 / (1.0 + Math.exp(margin));
    answers.write(row, -margin, margin, classZero, 1.0 - classZero);
  }

  /** The sum of the products in Spark's order. */
  private double product(double[] numbers) {
    int first = features.offset();
    int size = features.size();
    boolean sparseFeatures = features.isSparse(numbers);
    if (!sparse && !sparseFeatures) {
      return denseProduct(numbers, first, size);
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double value = numbers[first + i];
      // An infinite value times nothing is nothing where either of the two is not stored.
      boolean stored = !(sparseFeatures && value == 0) && !(sparse && coefficients.get(i) == 0);
      if (stored) {
        sum += value * coefficients.get(i);
      }
    }
    return sum;
  }

  private double denseProduct(double[] numbers, int first, int size) {
    int grouped = size - size % 4;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int i = 0; i < grouped; i += 4) {
      sum0 = Math.fma(numbers[first + i], coefficients.get(i), sum0);
      sum1 = Math.fma(numbers[first + i + 1], coefficients.get(i + 1), sum1);
      sum2 = Math.fma(numbers[first + i + 2], coefficients.get(i + 2), sum2);
      sum3 = Math.fma(numbers[first + i + 3], coefficients.get(i + 3), sum3);
    }
    double sum = sum0 + sum1 + sum2 + sum3;
    for (int i = grouped; i < size; i++) {
      sum = Math.fma(numbers[first + i], coefficients.get(i), sum);
    }
    return sum;
  }
}
