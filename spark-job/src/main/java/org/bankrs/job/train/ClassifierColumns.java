package org.bankrs.job.train;

import org.apache.spark.ml.classification.GBTClassificationModel;
import org.bankrs.schema.Product;

/** The columns that a product's classifier writes. */
public final class ClassifierColumns {
  private ClassifierColumns() {}

  /** Probabilities of not acquiring and of acquiring. */
  public static String probability(Product product) {
    return "probability_" + product.code();
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
