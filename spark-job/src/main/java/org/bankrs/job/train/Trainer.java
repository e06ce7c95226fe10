package org.bankrs.job.train;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.Progress;
import org.bankrs.job.panel.PanelSummary;

/** Fits 24 classifiers, one a product, on the rows that do not hold the product. */
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
   * @param summary counts by month
   * @param split the months; only those of training are in the rows, and that of validation where
   *     it is watched
   */
  ProductModels fit(
      Dataset<Row> prepared,
      PanelSummary summary,
      Split split,
      TrainOptions options,
      Progress progress);
}
