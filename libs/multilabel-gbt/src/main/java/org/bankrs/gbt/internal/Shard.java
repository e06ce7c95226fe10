package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The rows of one partition: a few bytes each, and one bit per label for what is true and what
 * counts. Training rows come before validation rows.
 *
 * <p>It also keeps where the rows stand: score and, for trees grown on all rows, node by label.
 * That is derived from the rows and the trees, is left out when the shard is written to disk, and
 * is derived again when it is missing, so that nothing is lost with an executor. Guarded by the
 * shard's own lock.
 */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Node of a row that does not count for the label. */
  private static final char OUT = 0;

  /** Rows that meet the trees of all labels before the next rows do: their bytes stay at hand. */
  private static final int BLOCK = 512;

  final FeatureLayout layout;
  final int rows;
  final int trainingRows;
  final int labels;
  final byte[] bins;
  final long[] positive;
  final long[] eligible;

  /** Weight of each row; empty where each weighs 1. */
  private final double[] weight;

  /** A hash of what each row is. */
  final int[] hash;

  private final double maxWeight;
  private final boolean tracksNodes;
  private transient State state;

  private Shard(Builder from) {
    Builder.Part training = from.training;
    Builder.Part validation = from.validation;
    layout = from.layout;
    labels = from.labels;
    tracksNodes = from.tracksNodes;
    trainingRows = training.rows;
    rows = Math.addExact(training.rows, validation.rows);
    int width = layout.width();
    bins = Arrays.copyOf(training.bins, Math.multiplyExact(rows, width));
    System.arraycopy(validation.bins, 0, bins, trainingRows * width, validation.rows * width);
    positive = Arrays.copyOf(training.positive, rows);
    System.arraycopy(validation.positive, 0, positive, trainingRows, validation.rows);
    eligible = Arrays.copyOf(training.eligible, rows);
    System.arraycopy(validation.eligible, 0, eligible, trainingRows, validation.rows);
    hash = Arrays.copyOf(training.hash, rows);
    System.arraycopy(validation.hash, 0, hash, trainingRows, validation.rows);
    if (from.isWeighted) {
      weight = Arrays.copyOf(training.weight, rows);
      System.arraycopy(validation.weight, 0, weight, trainingRows, validation.rows);
    } else {
      weight = new double[0];
    }
    maxWeight = Arrays.stream(weight).max().orElse(1);
    // Made at once, so that Spark counts it when it weighs the cached shard.
    state = new State();
  }

  /** Where the rows stand. */
  private final class State {
    final double[][] score = new double[labels][rows];
    final char[][] node = new char[labels][tracksNodes ? rows : 0];
    final int[] movedBy = new int[labels];
    int round;

    State() {
      for (int label = 0; label < labels; label++) {
        for (int row = 0; row < rows; row++) {
          boolean counts = counts(row, label);
          score[label][row] = counts ? 0 : Double.NaN;
          if (tracksNodes) {
            node[label][row] = counts ? Router.ROOT : OUT;
          }
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

  /** Whether a row counts for a label. */
  boolean counts(int row, int label) {
    return (eligible[row] >>> label & 1) != 0;
  }

  /** Whether a row is true for a label. */
  boolean isPositive(int row, int label) {
    return (positive[row] >>> label & 1) != 0;
  }

  /** The largest weight of a row. */
  double maxWeight() {
    return maxWeight;
  }

  /** Gradient and hessian of a row for a label, as {@link Logistic} packs them. */
  long pair(int row, int label, double score) {
    long pair = Logistic.pair(score) + (-(positive[row] >>> label & 1) & Logistic.POSITIVE);
    return weight.length == 0 ? pair : Logistic.weighted(pair, weight[row]);
  }

  /** How much a row weighs. */
  double weight(int row) {
    return weight.length == 0 ? 1 : weight[row];
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
   * number plus one, 0 where the row does not count. Only where nodes are tracked.
   *
   * @param depth of the tree
   */
  char[] move(int label, Tree tree, int depth) {
    char[] node = state.node[label];
    int levels = depth - state.movedBy[label];
    if (levels > 0) {
      new Router(tree, layout).move(node, bins, layout.width(), 0, rows, levels);
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
    advance(growth, new Draw[0]);
  }

  /**
   * Adds the trees of the finished rounds to the scores and draws training rows by the scores that
   * result.
   *
   * @param draws that take rows, of some of the labels
   */
  void advance(Growth growth, Draw[] draws) {
    State now = state == null || state.isAhead(growth) ? new State() : state;
    // Nothing half done is left behind when this is interrupted.
    state = null;
    boolean drawn = draws.length == 0;
    while (now.round < growth.round()) {
      Tree[] trees = growth.finished().get(now.round).value();
      now.round++;
      if (tracksNodes) {
        addByNodes(now, trees);
      } else {
        boolean isLast = now.round == growth.round();
        addByBlocks(now, trees, isLast ? draws : new Draw[0]);
        drawn |= isLast;
      }
    }
    if (!drawn) {
      addByBlocks(now, new Tree[labels], draws);
    }
    state = now;
  }

  private void addByBlocks(State now, Tree[] trees, Draw[] draws) {
    TreeScore[] scores = new TreeScore[labels];
    for (int label = 0; label < labels; label++) {
      if (trees[label] != null) {
        scores[label] = TreeScore.of(trees[label], layout);
      }
    }
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(from + BLOCK, rows);
      for (int label = 0; label < labels; label++) {
        if (scores[label] != null) {
          scores[label].addTo(now.score[label], bins, layout.width(), from, to);
        }
      }
      for (Draw draw : draws) {
        draw.take(now.score[draw.label()], hash, from, Math.min(to, trainingRows));
      }
    }
  }

  private void addByNodes(State now, Tree[] trees) {
    state = now;
    for (int label = 0; label < labels; label++) {
      Tree tree = trees[label];
      if (tree != null) {
        double[] change = tree.changes();
        double[] score = now.score[label];
        char[] node = move(label, tree, tree.depth());
        for (int row = 0; row < rows; row++) {
          // What does not count is NaN already.
          score[row] += change[node[row]];
          node[row] = (char) Math.min(node[row], Router.ROOT);
        }
        now.movedBy[label] = 0;
      }
    }
    state = null;
  }

  /** Collects rows into a shard. */
  static final class Builder {
    private final FeatureLayout layout;
    private final int labels;
    private final boolean tracksNodes;
    private final Part training = new Part();
    private final Part validation = new Part();
    private boolean isWeighted;

    /**
     * A builder.
     *
     * @param tracksNodes whether trees grow on all rows, level by level
     */
    Builder(FeatureLayout layout, int labels, boolean tracksNodes) {
      this.layout = layout;
      this.labels = labels;
      this.tracksNodes = tracksNodes;
    }

    void add(double[] row, long positive, long eligible, double weight, boolean validate) {
      (validate ? validation : training).add(row, positive, eligible, weight);
      isWeighted |= weight != 1;
    }

    Shard build() {
      return new Shard(this);
    }

    private final class Part {
      private int rows;
      private byte[] bins = {};
      private long[] positive = {};
      private long[] eligible = {};
      private double[] weight = {};
      private int[] hash = {};

      void add(double[] row, long isPositive, long isEligible, double rowWeight) {
        if (rows == positive.length) {
          int capacity = Math.max(1024, rows + rows / 2);
          bins = Arrays.copyOf(bins, Math.multiplyExact(capacity, layout.width()));
          positive = Arrays.copyOf(positive, capacity);
          eligible = Arrays.copyOf(eligible, capacity);
          weight = Arrays.copyOf(weight, capacity);
          hash = Arrays.copyOf(hash, capacity);
        }
        layout.encode(row, bins, rows * layout.width());
        positive[rows] = isPositive & isEligible;
        eligible[rows] = isEligible;
        weight[rows] = rowWeight;
        hash[rows] = Hash.of(row, positive[rows]);
        rows++;
      }
    }
  }
}
