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
  static final char OUT = Character.MAX_VALUE;

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
    int round;
    int level;

    State() {
      for (int label = 0; label < labels; label++) {
        for (int row = 0; row < rows; row++) {
          if ((eligible[row] >>> label & 1) == 0) {
            score[label][row] = Double.NaN;
            node[label][row] = OUT;
          }
        }
      }
    }
  }

  /** Scores of the rows for a label, half the log-odds; NaN where the row does not count. */
  double[] scores(int label) {
    return state.score[label];
  }

  /**
   * Nodes of the rows in the growing tree of a label; {@link #OUT} where the row does not count.
   */
  char[] nodes(int label) {
    return state.node[label];
  }

  /**
   * Adds the trees of the finished rounds to the scores. Rows move down the growing trees later.
   */
  void advance(Growth growth) {
    boolean ahead =
        state != null
            && (state.round > growth.round()
                || (state.round == growth.round() && state.level > growth.level()));
    if (state == null || ahead) {
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
    state.level = growth.level();
  }

  private void finish(int label, Tree tree) {
    double[] score = state.score[label];
    char[] node = state.node[label];
    double[] change = new double[tree.size()];
    for (int n = 0; n < change.length; n++) {
      change[n] = tree.value(n) * tree.weight;
    }
    if (tree.size() == 1) {
      for (int row = 0; row < rows; row++) {
        score[row] += change[0];
      }
      return;
    }
    Router router = new Router(tree, layout);
    int width = layout.width();
    for (int row = 0; row < rows; row++) {
      if (node[row] != OUT) {
        score[row] += change[router.walk(bins, row * width, node[row])];
        node[row] = 0;
      }
    }
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
