package org.bankrs.mllib.internal;

/**
 * All trees of one classifier in flat arrays, node by node, each tree in pre-order: the left child
 * of a node is the next one. Immutable and thread-safe.
 */
public final class Trees {

  /** In place of a feature: the node is a leaf. */
  static final int LEAF = -1;

  /** In place of a set of categories: the split is by a threshold. */
  static final int NO_SET = -1;

  /** First node of each tree. */
  private final int[] roots;

  private final double[] weights;

  /** Feature that a node splits by, or {@link #LEAF}. */
  private final int[] features;

  /** Threshold of a continuous split; prediction of a leaf. */
  private final double[] values;

  private final int[] rightChildren;

  /** Set of categories of a categorical split, or {@link #NO_SET}. */
  private final int[] sets;

  private final CategorySets categorySets;

  /** Takes the arrays over; they must have been checked. */
  Trees(
      int[] roots,
      double[] weights,
      int[] features,
      double[] values,
      int[] rightChildren,
      int[] sets,
      CategorySets categorySets) {
    this.roots = roots;
    this.weights = weights;
    this.features = features;
    this.values = values;
    this.rightChildren = rightChildren;
    this.sets = sets;
    this.categorySets = categorySets;
  }

  /**
   * The weighted sum of the trees' predictions, in the order of Spark's Java implementation: four
   * sums of every fourth tree with fused multiplication, their total, then the trees left over.
   */
  double margin(double[] numbers, int offset) {
    int grouped = roots.length - roots.length % 4;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int tree = 0; tree < grouped; tree += 4) {
      sum0 = Math.fma(predict(tree, numbers, offset), weights[tree], sum0);
      sum1 = Math.fma(predict(tree + 1, numbers, offset), weights[tree + 1], sum1);
      sum2 = Math.fma(predict(tree + 2, numbers, offset), weights[tree + 2], sum2);
      sum3 = Math.fma(predict(tree + 3, numbers, offset), weights[tree + 3], sum3);
    }
    double sum = sum0 + sum1 + sum2 + sum3;
    for (int tree = grouped; tree < roots.length; tree++) {
      sum = Math.fma(predict(tree, numbers, offset), weights[tree], sum);
    }
    return sum;
  }

  private double predict(int tree, double[] numbers, int offset) {
    int node = roots[tree];
    int feature = features[node];
    while (feature != LEAF) {
      double value = numbers[offset + feature];
      int set = sets[node];
      // A missing value is NaN, is not below any threshold and so goes right.
      boolean left = set == NO_SET ? value <= values[node] : categorySets.goesLeft(set, value);
      node = left ? node + 1 : rightChildren[node];
      feature = features[node];
    }
    return values[node];
  }
}
