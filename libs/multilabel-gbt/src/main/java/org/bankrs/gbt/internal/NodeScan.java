package org.bankrs.gbt.internal;

import java.util.Arrays;
import org.apache.spark.api.java.function.Function;

/** Moves the rows of some labels down their growing trees and makes histograms of some nodes. */
final class NodeScan implements Function<Shard, Histograms> {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK = 1 << 14;
  private static final int RESERVED_ROWS = 256;

  private final Growth growth;
  private final int[] labels;
  private final int[][] nodes;

  /**
   * A scan.
   *
   * @param labels whose nodes are scanned
   * @param nodes to scan, for each of the labels
   */
  NodeScan(Growth growth, int[] labels, int[][] nodes) {
    this.growth = growth;
    this.labels = labels;
    this.nodes = nodes;
  }

  @Override
  public Histograms call(Shard shard) {
    synchronized (shard) {
      Standing training = shard.training(growth);
      int all = 0;
      int most = 0;
      for (int[] some : nodes) {
        all += some.length;
        most = Math.max(most, some.length);
      }
      Histograms result = Histograms.empty(all, shard.layout.totalBins());
      int[][] rows = new int[most + 1][CHUNK];
      int place = 0;
      for (int i = 0; i < labels.length; i++) {
        Cells[] cells = scan(shard, training, labels[i], nodes[i], rows);
        for (Cells sums : cells) {
          sums.writeTo(result, place++);
        }
      }
      return result;
    }
  }

  private Cells[] scan(Shard shard, Standing training, int label, int[] scanned, int[][] rows) {
    Tree tree = growth.current()[label];
    char[] at = training.move(label, tree, growth.level());
    int[] placeOf = new int[tree.size() + 1];
    Arrays.fill(placeOf, scanned.length);
    Cells[] cells = new Cells[scanned.length];
    for (int i = 0; i < scanned.length; i++) {
      placeOf[scanned[i] + 1] = i;
      cells[i] = new Cells(shard, label, training.scores(label));
    }
    for (int from = 0; from < shard.trainingRows; from += CHUNK) {
      int to = Math.min(from + CHUNK, shard.trainingRows);
      int[] filled = new int[scanned.length + 1];
      for (int row = from; row < to; row++) {
        // Rows of other nodes have a place of their own, so that there is no branch.
        int place = placeOf[at[row]];
        rows[place][filled[place]++] = row;
      }
      for (int i = 0; i < scanned.length; i++) {
        cells[i].add(rows[i], filled[i]);
      }
    }
    return cells;
  }

  /** Sums by cell of one node. */
  private static final class Cells {
    private final Shard shard;
    private final int label;
    private final double[] scores;
    private final int[] offsets;
    private final long[] packed;
    private final int[] counts;
    private final long[] gradients;
    private final long[] hessians;
    private long reservedGradient;
    private long reservedHessian;

    Cells(Shard shard, int label, double[] scores) {
      this.shard = shard;
      this.label = label;
      this.scores = scores;
      int size = shard.layout.totalCells();
      packed = new long[size];
      counts = new int[size];
      gradients = new long[size];
      hessians = new long[size];
      offsets = shard.layout.cellOffsets();
    }

    void add(int[] rows, int length) {
      double maxWeight = Math.max(1, shard.maxWeight());
      int atOnce = Math.max(1, (int) (RESERVED_ROWS / maxWeight));
      for (int from = 0; from < length; from += atOnce) {
        int to = Math.min(from + atOnce, length);
        // The most that so many rows can bring.
        long most = (long) Math.ceil((to - from) * maxWeight * Logistic.GRADIENT_ONE);
        if (reservedGradient + most >= Logistic.LIMIT || reservedHessian + most >= Logistic.LIMIT) {
          flush();
        }
        addRows(rows, from, to);
      }
    }

    private void addRows(int[] rows, int from, int to) {
      byte[] bins = shard.bins;
      int width = shard.layout.width();
      long gradient = 0;
      long hessian = 0;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        long pair = shard.pair(row, label, scores[row]);
        gradient += Math.abs(Logistic.gradient(pair));
        hessian += Logistic.hessian(pair);
        int at = row * width;
        for (int b = 0; b < width; b++) {
          int cell = offsets[b] + (bins[at + b] & 0xFF);
          packed[cell] += pair;
          counts[cell]++;
        }
      }
      reservedGradient += gradient;
      reservedHessian += hessian;
    }

    private void flush() {
      for (int i = 0; i < packed.length; i++) {
        gradients[i] += Logistic.gradient(packed[i]);
        hessians[i] += Logistic.hessian(packed[i]);
        packed[i] = 0;
      }
      reservedGradient = 0;
      reservedHessian = 0;
    }

    void writeTo(Histograms result, int place) {
      flush();
      long[] rows = new long[counts.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = counts[i];
      }
      FeatureLayout layout = shard.layout;
      layout.marginalise(gradients, 0, 1, result.sums(), result.gradients(place));
      layout.marginalise(hessians, 0, 1, result.sums(), result.hessians(place));
      layout.marginalise(rows, 0, 1, result.sums(), result.counts(place));
    }
  }
}
