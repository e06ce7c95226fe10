package org.bankrs.gbt.internal;

import org.apache.spark.api.java.function.Function;

/**
 * Makes the histograms of the roots of many labels in one pass: a row adds the pairs of all its
 * labels, which lie side by side, to each of its cells. The row counts stay empty.
 */
final class RootScan implements Function<Shard, Histograms> {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK = 256;

  private final Growth growth;
  private final int[] labels;
  private final boolean onlyCount;

  /**
   * A scan.
   *
   * @param labels whose roots are scanned, in the order of the result
   */
  RootScan(Growth growth, int[] labels) {
    this(growth, labels, false);
  }

  private RootScan(Growth growth, int[] labels, boolean onlyCount) {
    this.growth = growth;
    this.labels = labels;
    this.onlyCount = onlyCount;
  }

  /** A scan that counts rows in the place of gradients. */
  static RootScan counting(Growth growth, int[] labels) {
    return new RootScan(growth, labels, true);
  }

  @Override
  public Histograms call(Shard shard) {
    synchronized (shard) {
      Standing training = shard.training(growth);
      FeatureLayout layout = shard.layout;
      Histograms result = Histograms.empty(labels.length, layout.totalBins());
      Cells cells = new Cells(layout.totalCells() * labels.length);
      // Few enough rows at a time for their sums to have room.
      int most = Math.max(1, (int) (BLOCK / Math.max(1, shard.maxWeight())));
      long[] block = new long[most * labels.length];
      for (int from = 0; from < shard.trainingRows; from += most) {
        int to = Math.min(from + most, shard.trainingRows);
        fill(shard, training, from, to, block);
        cells.reserve(block, (to - from) * labels.length, labels.length);
        addBlock(shard, from, to, block, cells.packed);
      }
      cells.flush();
      for (int i = 0; i < labels.length; i++) {
        int step = labels.length;
        layout.marginalise(cells.gradients, i, step, result.sums(), result.gradients(i));
        layout.marginalise(cells.hessians, i, step, result.sums(), result.hessians(i));
      }
      return result;
    }
  }

  private void fill(Shard shard, Standing training, int from, int to, long[] block) {
    int width = labels.length;
    for (int i = 0; i < width; i++) {
      int label = labels[i];
      if (onlyCount) {
        for (int row = from, at = i; row < to; row++, at += width) {
          block[at] = (shard.eligible[row] >>> label & 1) << 32;
        }
      } else {
        double[] scores = training.scores(label);
        for (int row = from, at = i; row < to; row++, at += width) {
          block[at] = shard.pair(row, label, scores[row]);
        }
      }
    }
  }

  private void addBlock(Shard shard, int from, int to, long[] block, long[] packed) {
    FeatureLayout layout = shard.layout;
    int bytes = layout.width();
    int width = labels.length;
    int[] offsets = layout.cellOffsets();
    byte[] bins = shard.bins;
    for (int row = from; row < to; row++) {
      int source = (row - from) * width;
      for (int b = 0; b < bytes; b++) {
        int target = (offsets[b] + (bins[row * bytes + b] & 0xFF)) * width;
        addPairs(packed, target, block, source, width);
      }
    }
  }

  /** On its own, so that the compiler sees a plain loop to vectorise. */
  private static void addPairs(long[] into, int at, long[] from, int source, int length) {
    for (int i = 0; i < length; i++) {
      into[at + i] += from[source + i];
    }
  }

  /** Packed sums by cell and label, emptied into wide ones before any could overflow. */
  private static final class Cells {
    private final long[] packed;
    private final long[] gradients;
    private final long[] hessians;
    private long[] reservedGradient = {};
    private long[] reservedHessian = {};

    Cells(int size) {
      packed = new long[size];
      gradients = new long[size];
      hessians = new long[size];
    }

    /** Makes room for a block: no cell of a label can take more than all its rows together. */
    void reserve(long[] block, int length, int width) {
      if (reservedGradient.length == 0) {
        reservedGradient = new long[width];
        reservedHessian = new long[width];
      }
      long[] gradient = new long[width];
      long[] hessian = new long[width];
      for (int at = 0; at < length; at += width) {
        for (int i = 0; i < width; i++) {
          long pair = block[at + i];
          gradient[i] += Math.abs(Logistic.gradient(pair));
          hessian[i] += Logistic.hessian(pair);
        }
      }
      boolean full = false;
      for (int i = 0; i < width; i++) {
        full |= reservedGradient[i] + gradient[i] >= Logistic.LIMIT;
        full |= reservedHessian[i] + hessian[i] >= Logistic.LIMIT;
      }
      if (full) {
        flush();
      }
      for (int i = 0; i < width; i++) {
        reservedGradient[i] += gradient[i];
        reservedHessian[i] += hessian[i];
      }
    }

    void flush() {
      for (int i = 0; i < packed.length; i++) {
        gradients[i] += Logistic.gradient(packed[i]);
        hessians[i] += Logistic.hessian(packed[i]);
        packed[i] = 0;
      }
      java.util.Arrays.fill(reservedGradient, 0);
      java.util.Arrays.fill(reservedHessian, 0);
    }
  }
}
