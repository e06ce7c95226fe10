package org.bankrs.job.train;

import java.util.stream.Stream;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.bankrs.schema.Product;

/** The columns that a product's classifier writes. */
public final class ClassifierColumns {
  private ClassifierColumns() {}

  /** Probabilities of not acquiring and of acquiring. */
  public static String probability(Product product) {
    return "probability_" + product.code();
  }

  /** The columns of {@link #probability} of all products, in their order. */
  public static Stream<Column> probabilities() {
    return Product.ALL.stream().map(product -> functions.col(probability(product)));
  }

  /**
   * The probabilities of acquiring, in the order of the products.
   *
   * @param row with the columns of {@link #probabilities()} from a position on
   */
  public static double[] probabilities(Row row, int from) {
    double[] probabilities = new double[Product.ALL.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = row.<Vector>getAs(from + k).apply(1);
    }
    return probabilities;
  }

  /** The decision: 1 where the probability is above the product's threshold. */
  public static String prediction(Product product) {
    return "prediction_" + product.code();
  }

  /** The margin, with both signs. */
  public static String rawPrediction(Product product) {
    return "rawPrediction_" + product.code();
  }

  /** Names the columns of a model; returns it. */
  static GBTClassificationModel name(GBTClassificationModel model, Product product) {
    model.setFeaturesCol(Preprocessing.FEATURES);
    model.setPredictionCol(prediction(product));
    model.setProbabilityCol(probability(product));
    model.setRawPredictionCol(rawPrediction(product));
    return model;
  }
}
