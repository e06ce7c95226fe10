package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The rows of one partition: a few bytes each, and one bit per label for what is true and what
 * counts. Training rows come before validation rows.
 *
 * <p>It also keeps where rows stand that every tree is for: validation rows, and training rows
 * where trees are grown on all of them. That is derived from the rows and the trees, is left out
 * when the shard is written to disk, and is derived again when it is missing, so that nothing is
 * lost with an executor. Guarded by the shard's own lock.
 */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

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
  private final Tracks tracks;
  private transient Standing training;
  private transient Standing validation;

  private Shard(Builder from) {
    Builder.Part first = from.training;
    Builder.Part last = from.validation;
    layout = from.layout;
    labels = from.labels;
    tracks = from.tracks;
    trainingRows = first.rows;
    rows = Math.addExact(first.rows, last.rows);
    int width = layout.width();
    bins = Arrays.copyOf(first.bins, Math.multiplyExact(rows, width));
    System.arraycopy(last.bins, 0, bins, trainingRows * width, last.rows * width);
    positive = Arrays.copyOf(first.positive, rows);
    System.arraycopy(last.positive, 0, positive, trainingRows, last.rows);
    eligible = Arrays.copyOf(first.eligible, rows);
    System.arraycopy(last.eligible, 0, eligible, trainingRows, last.rows);
    hash = Arrays.copyOf(first.hash, rows);
    System.arraycopy(last.hash, 0, hash, trainingRows, last.rows);
    if (from.isWeighted) {
      weight = Arrays.copyOf(first.weight, rows);
      System.arraycopy(last.weight, 0, weight, trainingRows, last.rows);
    } else {
      weight = new double[0];
    }
    maxWeight = Arrays.stream(weight).max().orElse(1);
    // Made at once, so that Spark counts it when it weighs the cached shard.
    training = tracks == Tracks.NOTHING ? null : newTraining();
    validation = newValidation();
  }

  /** What is kept of where training rows stand. */
  enum Tracks {
    /** Nothing, as few trees meet all rows. */
    NOTHING,
    /** The scores of all rows. */
    SCORES,
    /** Scores, and nodes in the trees that grow. */
    NODES
  }

  private Standing newTraining() {
    return new Standing(this, 0, trainingRows, tracks == Tracks.NODES);
  }

  private Standing newValidation() {
    return new Standing(this, trainingRows, rows - trainingRows, false);
  }

  /** Whether scores of training rows are kept. */
  boolean keepsScores() {
    return tracks != Tracks.NOTHING;
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

  /** The training rows after the finished rounds. */
  Standing training(Growth growth) {
    Standing now = training == null || training.isAhead(growth) ? newTraining() : training;
    // Nothing half done is left behind when this is interrupted.
    training = null;
    now.advance(growth);
    training = now;
    return now;
  }

  /** The validation rows after the finished rounds. */
  Standing validation(Growth growth) {
    Standing now = validation == null || validation.isAhead(growth) ? newValidation() : validation;
    validation = null;
    now.advance(growth);
    validation = now;
    return now;
  }

  /** Forgets where the rows stand, as other trees are to follow. */
  synchronized void forget() {
    training = null;
    validation = null;
  }

  /** Collects rows into a shard. */
  static final class Builder {
    private final FeatureLayout layout;
    private final int labels;
    private final Tracks tracks;
    private final Part training = new Part();
    private final Part validation = new Part();
    private boolean isWeighted;

    /**
     * A builder.
     *
     * @param tracks what is kept of where training rows stand
     */
    Builder(FeatureLayout layout, int labels, Tracks tracks) {
      this.layout = layout;
      this.labels = labels;
      this.tracks = tracks;
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
