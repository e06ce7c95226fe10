package org.bankrs.job.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.bankrs.schema.Product;

/**
 * Writes a calibration into a model's own trees: the weights take the slope, and a last tree of one
 * leaf adds the intercept. So the saved model stays a plain GBTClassificationModel.
 */
public final class CalibratedModel {
  private CalibratedModel() {}

  /**
   * The calibrated model, with the columns of the product.
   *
   * @param slope factor of the log-odds
   * @param intercept what is added to the log-odds
   */
  public static GBTClassificationModel of(
      GBTClassificationModel model, Product product, double slope, double intercept) {
    List<DecisionTreeRegressionModel> trees = new ArrayList<>(List.of(model.trees()));
    double[] weights = new double[trees.size() + 1];
    for (int i = 0; i < trees.size(); i++) {
      weights[i] = slope * model.treeWeights()[i];
    }
    // A margin is half the log-odds.
    weights[trees.size()] = 1;
    trees.add(
        ConstantModel.leaf(
            "dtr_calibration_" + product.code(), intercept / 2, 1, model.numFeatures()));
    return ClassifierColumns.name(
        new GBTClassificationModel(
            model.uid(),
            trees.toArray(DecisionTreeRegressionModel[]::new),
            weights,
            model.numFeatures(),
            2),
        product);
  }
}
