package org.bankrs.job.train;

import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.Progress;
import org.bankrs.schema.Product;

/** Fits classifiers, one a product, on the rows that do not hold the product. */
public interface Trainer {
  /** Whether the probabilities come out calibrated, so that no further step is needed. */
  boolean isCalibrated();

  /** Whether it wants the rows of the validation month, to know when to stop. */
  default boolean watchesValidation() {
    return false;
  }

  /**
   * Settings of this trainer alone, by the names of their options; they belong to what makes a
   * model reproducible.
   */
  Map<String, Double> parameters();

  /**
   * Fits the classifiers.
   *
   * @param prepared training rows, not cached, with the columns of {@link TrainingRows}
   * @param products those that get trees, at least one
   * @return a classifier for each of them
   */
  Map<Product, GBTClassificationModel> fit(
      Dataset<Row> prepared, Set<Product> products, TrainOptions options, Progress progress);
}
