package org.bankrs.gbt.internal;

import java.util.Arrays;

/** Sums of derivatives and rows by cell, in fixed point. Not thread-safe. */
final class CellSums {
  private final FeatureLayout layout;
  private final Units units;

  /** Gradients in the upper half, hessians in the lower. */
  private final long[] pairs;

  private final long[] counts;

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
    counts = new long[layout.totalCells()];
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
    int bins = layout.totalBins();
    // Pairs add up as pairs, as their sums have room.
    long[] sums = new long[bins];
    double[] numbers = new double[3 * bins];
    layout.marginalise(pairs, 0, 1, sums, 0);
    for (int bin = 0; bin < bins; bin++) {
      numbers[bin] = Logistic.gradient(sums[bin]) / units.gradient();
      numbers[bins + bin] = Logistic.hessian(sums[bin]) / units.hessian();
    }
    Arrays.fill(sums, 0);
    layout.marginalise(counts, 0, 1, sums, 0);
    for (int bin = 0; bin < bins; bin++) {
      numbers[2 * bins + bin] = sums[bin] / units.row();
    }
    return numbers;
  }
}
