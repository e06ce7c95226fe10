package org.bankrs.mllib.internal;

import java.util.Arrays;

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

  /** Weight of the training rows that came to a node. */
  private final double[] samples;

  /** Of a classifying tree: weight of the training rows of each class that came to a node. */
  private final double[] zeros;

  private final double[] ones;

  /** Takes the arrays over; they must have been checked. */
  Trees(
      int[] roots,
      double[] weights,
      int[] features,
      double[] values,
      int[] rightChildren,
      int[] sets,
      CategorySets categorySets,
      double[] samples,
      double[] zeros,
      double[] ones) {
    this.roots = roots;
    this.weights = weights;
    this.features = features;
    this.values = values;
    this.rightChildren = rightChildren;
    this.sets = sets;
    this.categorySets = categorySets;
    this.samples = samples;
    this.zeros = zeros;
    this.ones = ones;
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
    return values[leaf(tree, numbers, offset)];
  }

  /** The leaf that a row comes to. */
  int leaf(int tree, double[] numbers, int offset) {
    int node = roots[tree];
    while (features[node] != LEAF) {
      node = goesLeft(node, numbers, offset) ? leftChild(node) : rightChildren[node];
    }
    return node;
  }

  /** Number of trees. */
  public int size() {
    return roots.length;
  }

  /** Number of nodes of all trees. */
  int nodeCount() {
    return features.length;
  }

  /** The first node of a tree. */
  public int root(int tree) {
    return roots[tree];
  }

  /** What a tree's prediction is multiplied with. */
  public double weight(int tree) {
    return weights[tree];
  }

  /** Whether a node predicts and does not split. */
  public boolean isLeaf(int node) {
    return features[node] == LEAF;
  }

  /** What a leaf predicts. */
  public double prediction(int leaf) {
    return values[leaf];
  }

  /** The feature that a node splits by. */
  public int feature(int node) {
    return features[node];
  }

  /** The features that the trees split by, each once. */
  public int[] features() {
    return Arrays.stream(features).filter(feature -> feature != LEAF).distinct().toArray();
  }

  /** Where a row goes that the split sends to the left. */
  public int leftChild(int node) {
    return node + 1;
  }

  /** Where a row goes that the split sends to the right. */
  public int rightChild(int node) {
    return rightChildren[node];
  }

  /** Weight of the training rows that came to a node, finite and not negative. */
  public double samples(int node) {
    return samples[node];
  }

  /** Of a classifying tree: weight of the training rows of class 0 that came to a node. */
  double samplesOfClassZero(int node) {
    return zeros[node];
  }

  /** Of a classifying tree: weight of the training rows of class 1 that came to a node. */
  double samplesOfClassOne(int node) {
    return ones[node];
  }

  /** The threshold of a continuous split. */
  double threshold(int node) {
    return values[node];
  }

  /** The set of a categorical split among {@link #categorySets()}, or {@link #NO_SET}. */
  int set(int node) {
    return sets[node];
  }

  CategorySets categorySets() {
    return categorySets;
  }

  /** Length of the longest path from a root to a leaf. */
  int depth() {
    int[] depths = new int[features.length];
    int deepest = 0;
    // A parent comes before its children.
    for (int node = 0; node < features.length; node++) {
      deepest = Math.max(deepest, depths[node]);
      if (!isLeaf(node)) {
        depths[leftChild(node)] = depths[node] + 1;
        depths[rightChildren[node]] = depths[node] + 1;
      }
    }
    return deepest;
  }

  /**
   * Where a split sends a row.
   *
   * @param node no leaf
   * @param numbers of the row
   * @param offset of its first feature
   */
  public boolean goesLeft(int node, double[] numbers, int offset) {
    double value = numbers[offset + features[node]];
    int set = sets[node];
    // A missing value is NaN, is not below any threshold and so goes right.
    return set == NO_SET ? value <= values[node] : categorySets.goesLeft(set, value);
  }
}
