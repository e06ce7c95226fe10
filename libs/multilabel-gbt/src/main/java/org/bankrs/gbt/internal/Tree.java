package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A tree while it grows and after: nodes are numbered as they appear, the root is 0, the right
 * child follows the left. Not safe for use by several threads while it grows.
 */
final class Tree implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int WORDS = FeatureLayout.MAX_BINS / Long.SIZE;

  /** What each leaf's value is multiplied with before it is added to the score. */
  final double weight;

  private int size = 1;
  private int[] feature = {-1};
  private int[] left = {-1};
  private long[] goesLeft = new long[WORDS];
  private double[] value = new double[1];
  private double[] gain = new double[1];
  private long[] rows = new long[1];

  Tree(double weight) {
    this.weight = weight;
  }

  /** A tree of one leaf. */
  static Tree leaf(double weight, double value, long rows) {
    Tree tree = new Tree(weight);
    tree.describe(0, value, rows);
    return tree;
  }

  int size() {
    return size;
  }

  /** What each node adds to a score, by number plus one; 0 for what does not count. */
  double[] changes() {
    double[] changes = new double[size + 1];
    for (int node = 0; node < size; node++) {
      changes[node + 1] = value[node] * weight;
    }
    return changes;
  }

  /** Levels of splits. */
  int depth() {
    int[] level = new int[size];
    int depth = 0;
    for (int node = 0; node < size; node++) {
      depth = Math.max(depth, level[node]);
      if (!isLeaf(node)) {
        level[left[node]] = level[node] + 1;
        level[left[node] + 1] = level[node] + 1;
      }
    }
    return depth;
  }

  boolean isLeaf(int node) {
    return feature[node] < 0;
  }

  int feature(int node) {
    return feature[node];
  }

  int left(int node) {
    return left[node];
  }

  int right(int node) {
    return left[node] + 1;
  }

  double value(int node) {
    return value[node];
  }

  double gain(int node) {
    return gain[node];
  }

  long rows(int node) {
    return rows[node];
  }

  boolean goesLeft(int node, int bin) {
    return (goesLeft[node * WORDS + bin / Long.SIZE] >>> bin & 1) != 0;
  }

  /** Sets what a node would answer as a leaf, and how many training rows it has. */
  void describe(int node, double leafValue, long trainingRows) {
    value[node] = leafValue;
    rows[node] = trainingRows;
  }

  /** Turns the Newton steps that the nodes hold into those that are to be gone. */
  void step(LeafStep step, double rate) {
    for (int node = 0; node < size; node++) {
      // In half log-odds, as the score is.
      value[node] = step.of(2 * value[node], rate) / 2;
    }
  }

  /**
   * Gives a leaf two children; returns the left one.
   *
   * @param bins those of the feature that go left, one bit each
   */
  int split(int node, int splitFeature, long[] bins, double splitGain) {
    if (size + 2 > feature.length) {
      int capacity = Math.max(size + 2, 2 * feature.length);
      feature = Arrays.copyOf(feature, capacity);
      left = Arrays.copyOf(left, capacity);
      goesLeft = Arrays.copyOf(goesLeft, capacity * WORDS);
      value = Arrays.copyOf(value, capacity);
      gain = Arrays.copyOf(gain, capacity);
      rows = Arrays.copyOf(rows, capacity);
    }
    feature[node] = splitFeature;
    left[node] = size;
    gain[node] = splitGain;
    System.arraycopy(bins, 0, goesLeft, node * WORDS, WORDS);
    for (int child = size; child < size + 2; child++) {
      feature[child] = -1;
      left[child] = -1;
    }
    size += 2;
    return left[node];
  }

  /** No bins, for use with {@link #split}. */
  static long[] noBins() {
    return new long[WORDS];
  }

  /** Adds a bin to those that go left. */
  static void add(long[] bins, int bin) {
    bins[bin / Long.SIZE] |= 1L << bin;
  }
}
