package org.bankrs.gbt.internal;

/** Sums of derivatives and rows by cell, in fixed point. Not thread-safe. */
final class CellSums {
  private final FeatureLayout layout;
  private final Units units;

  /** Gradients in the upper half, hessians in the lower. */
  private final long[] pairs;

  private final int[] counts;

  /**
   * What one is in fixed point.
   *
   * @param gradient of a gradient
   * @param hessian of a hessian
   * @param row of a number of rows
   */
  record Units(double gradient, double hessian, double row) {}

  CellSums(FeatureLayout layout, Units units) {
    this.layout = layout;
    this.units = units;
    pairs = new long[layout.totalCells()];
    counts = new int[layout.totalCells()];
  }

  /** Adds rows, in the order given from one place to another. */
  void add(byte[] bins, long[] rowPairs, int[] rowCounts, int[] order, int from, int to) {
    int width = layout.width();
    int[] offsets = layout.cellOffsets();
    for (int i = from; i < to; i++) {
      int row = order[i];
      long pair = rowPairs[row];
      int count = rowCounts[row];
      int at = row * width;
      for (int b = 0; b < width; b++) {
        int cell = offsets[b] + (bins[at + b] & 0xFF);
        pairs[cell] += pair;
        counts[cell] += count;
      }
    }
  }

  /** Gradients, hessians and rows by bin, as numbers. */
  double[] byBin() {
    long[] gradients = new long[counts.length];
    long[] hessians = new long[counts.length];
    long[] rows = new long[counts.length];
    for (int cell = 0; cell < counts.length; cell++) {
      gradients[cell] = Logistic.gradient(pairs[cell]);
      hessians[cell] = Logistic.hessian(pairs[cell]);
      rows[cell] = counts[cell];
    }
    Histograms node = Histograms.empty(1, layout.totalBins(), 0);
    layout.marginalise(gradients, 0, 1, node.sums(), node.gradients(0));
    layout.marginalise(hessians, 0, 1, node.sums(), node.hessians(0));
    layout.marginalise(rows, 0, 1, node.sums(), node.counts(0));
    return node.node(0, units.gradient(), units.hessian(), units.row());
  }
}
