package org.bankrs.job.train;

import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.mllib.tree.impurity.ImpurityCalculator;
import org.bankrs.schema.Product;

/** A classifier of a single leaf that gives every row the same probability. */
final class ConstantModel {
  private ConstantModel() {}

  /**
   * The base rate of a product; without any acquisition half a one is supposed, so that nothing is
   * impossible.
   *
   * @param eligible training rows without the product
   * @param acquired how many of them took it
   * @param numFeatures length of the features
   */
  static GBTClassificationModel of(Product product, long eligible, long acquired, int numFeatures) {
    double positives = acquired == 0 ? 0.5 : acquired == eligible ? eligible - 0.5 : acquired;
    double rate = eligible == 0 ? 0.5 / (1 + 0.5) : positives / eligible;
    // MLlib's probability is 1 / (1 + exp(-2 margin)), so a leaf holds half the log-odds.
    double margin = 0.5 * Math.log(rate / (1 - rate));
    return new GBTClassificationModel(
        "gbtc_" + product.code(),
        new DecisionTreeRegressionModel[] {
          leaf("dtr_constant_" + product.code(), margin, eligible, numFeatures)
        },
        new double[] {1},
        numFeatures,
        2);
  }

  /** A tree of one leaf that adds the same margin for every row. */
  static DecisionTreeRegressionModel leaf(String uid, double margin, long rows, int numFeatures) {
    double[] stats = {rows, rows * margin, rows * margin * margin};
    LeafNode leaf =
        new LeafNode(margin, 0, ImpurityCalculator.getCalculator("variance", stats, rows));
    return new DecisionTreeRegressionModel(uid, leaf, numFeatures);
  }
}
