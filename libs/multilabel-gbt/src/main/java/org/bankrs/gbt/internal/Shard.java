package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;

/**
 * The rows of one partition: a few bytes each, and one bit per label for what is true and what
 * counts. Training rows come before validation rows.
 *
 * <p>It also keeps where the rows stand: score and node by label. That is derived from the rows and
 * the trees, is left out when the shard is written to disk, and is derived again when it is
 * missing, so that nothing is lost with an executor. Guarded by the shard's own lock.
 */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Node of a row that does not count for the label. */
  private static final char OUT = 0;

  /** The root. */
  private static final char ROOT = 1;

  final FeatureLayout layout;
  final int rows;
  final int trainingRows;
  final int labels;
  final byte[] bins;
  final long[] positive;
  final long[] eligible;

  private transient State state;

  Shard(
      FeatureLayout layout,
      int labels,
      int rows,
      int trainingRows,
      byte[] bins,
      long[] positive,
      long[] eligible) {
    this.layout = layout;
    this.labels = labels;
    this.rows = rows;
    this.trainingRows = trainingRows;
    this.bins = bins;
    this.positive = positive;
    this.eligible = eligible;
    // Made at once, so that Spark counts it when it weighs the cached shard.
    this.state = new State();
  }

  /** Where the rows stand. */
  private final class State {
    final double[][] score = new double[labels][rows];
    final char[][] node = new char[labels][rows];
    final int[] movedBy = new int[labels];
    int round;

    State() {
      for (int label = 0; label < labels; label++) {
        for (int row = 0; row < rows; row++) {
          boolean counts = (eligible[row] >>> label & 1) != 0;
          node[label][row] = counts ? ROOT : OUT;
          score[label][row] = counts ? 0 : Double.NaN;
        }
      }
    }

    /** Whether a later job than the one that asks has been here. */
    boolean isAhead(Growth growth) {
      return round > growth.round()
          || (round == growth.round()
              && Arrays.stream(movedBy).anyMatch(levels -> levels > growth.level()));
    }
  }

  /** The bin of a feature of a row. */
  int bin(int row, int feature) {
    int column = layout.column(feature);
    return column < 0 ? 0 : layout.binOf(feature, bins[row * layout.width() + column] & 0xFF);
  }

  /** Scores of the rows for a label, half the log-odds; NaN where the row does not count. */
  double[] scores(int label) {
    return state.score[label];
  }

  /**
   * Moves the rows of a label down its growing tree as far as it goes; returns their nodes, by
   * number plus one, 0 where the row does not count.
   *
   * @param depth of the tree
   */
  char[] move(int label, Tree tree, int depth) {
    char[] node = state.node[label];
    int levels = depth - state.movedBy[label];
    if (levels > 0) {
      new Router(tree, layout).move(node, bins, layout.width(), rows, levels);
      state.movedBy[label] = depth;
    }
    return node;
  }

  /** Forgets where the rows stand, as other trees are to follow. */
  synchronized void forget() {
    state = null;
  }

  /** Adds the trees of the finished rounds to the scores. */
  void advance(Growth growth) {
    if (state == null || state.isAhead(growth)) {
      state = new State();
    }
    while (state.round < growth.round()) {
      Tree[] trees = growth.finished().get(state.round).value();
      for (int label = 0; label < labels; label++) {
        if (trees[label] != null) {
          finish(label, trees[label]);
        }
      }
      state.round++;
    }
  }

  private void finish(int label, Tree tree) {
    double[] score = state.score[label];
    double[] change = new double[tree.size() + 1];
    for (int n = 0; n < tree.size(); n++) {
      change[n + 1] = tree.value(n) * tree.weight;
    }
    char[] node = move(label, tree, tree.depth());
    for (int row = 0; row < rows; row++) {
      // What does not count is NaN already.
      score[row] += change[node[row]];
      node[row] = (char) Math.min(node[row], ROOT);
    }
    state.movedBy[label] = 0;
  }

  /** Collects rows into a shard. */
  static final class Builder {
    private final FeatureLayout layout;
    private final int labels;
    private final Part training = new Part();
    private final Part validation = new Part();

    Builder(FeatureLayout layout, int labels) {
      this.layout = layout;
      this.labels = labels;
    }

    void add(Vector row, long positive, long eligible, boolean validate) {
      (validate ? validation : training).add(row, positive, eligible);
    }

    Shard build() {
      int width = layout.width();
      int rows = Math.addExact(training.rows, validation.rows);
      byte[] bins = Arrays.copyOf(training.bins, Math.multiplyExact(rows, width));
      System.arraycopy(validation.bins, 0, bins, training.rows * width, validation.rows * width);
      return new Shard(
          layout,
          labels,
          rows,
          training.rows,
          bins,
          joined(training.positive, validation.positive, rows),
          joined(training.eligible, validation.eligible, rows));
    }

    private long[] joined(long[] first, long[] second, int rows) {
      long[] all = Arrays.copyOf(first, rows);
      System.arraycopy(second, 0, all, training.rows, validation.rows);
      return all;
    }

    private final class Part {
      private int rows;
      private byte[] bins = {};
      private long[] positive = {};
      private long[] eligible = {};

      void add(Vector row, long isPositive, long isEligible) {
        if (rows == positive.length) {
          int capacity = Math.max(1024, rows + rows / 2);
          bins = Arrays.copyOf(bins, Math.multiplyExact(capacity, layout.width()));
          positive = Arrays.copyOf(positive, capacity);
          eligible = Arrays.copyOf(eligible, capacity);
        }
        layout.encode(row, bins, rows * layout.width());
        positive[rows] = isPositive & isEligible;
        eligible[rows] = isEligible;
        rows++;
      }
    }
  }
}
