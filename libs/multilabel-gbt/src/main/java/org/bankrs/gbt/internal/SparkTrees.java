package org.bankrs.gbt.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.Split;
import org.apache.spark.mllib.tree.impurity.ImpurityCalculator;
import org.apache.spark.mllib.tree.impurity.VarianceCalculator;

/** Turns grown trees into MLlib's. */
final class SparkTrees {
  private SparkTrees() {}

  /** The model of one label. */
  static GBTClassificationModel model(String uid, List<Tree> trees, FeatureLayout layout) {
    return new GBTClassificationModel(
        uid,
        IntStream.range(0, trees.size())
            .mapToObj(
                i ->
                    new DecisionTreeRegressionModel(
                        uid + "_tree_" + i, node(trees.get(i), 0, layout), layout.features()))
            .toArray(DecisionTreeRegressionModel[]::new),
        trees.stream().mapToDouble(tree -> tree.weight).toArray(),
        layout.features(),
        2);
  }

  private static Node node(Tree tree, int node, FeatureLayout layout) {
    double value = tree.value(node);
    ImpurityCalculator statistics = statistics(value, tree.rows(node));
    if (tree.isLeaf(node)) {
      return new LeafNode(value, 0, statistics);
    }
    // MLlib weighs a gain with the node's rows when it adds up importances.
    double gain = tree.gain(node) / tree.rows(node);
    return new InternalNode(
        value,
        0,
        gain,
        node(tree, tree.left(node), layout),
        node(tree, tree.right(node), layout),
        split(tree, node, layout),
        statistics);
  }

  private static Split split(Tree tree, int node, FeatureLayout layout) {
    int feature = tree.feature(node);
    int[] left =
        IntStream.range(0, layout.bins(feature)).filter(bin -> tree.goesLeft(node, bin)).toArray();
    return layout.arity(feature) > 0
        ? new CategoricalSplit(
            feature, IntStream.of(left).asDoubleStream().toArray(), layout.arity(feature))
        : new ContinuousSplit(feature, layout.threshold(feature, left[left.length - 1]));
  }

  /** What MLlib keeps of a node: as if every row had the node's value. */
  private static ImpurityCalculator statistics(double value, long rows) {
    return new VarianceCalculator(new double[] {rows, rows * value, rows * value * value}, rows);
  }
}
