package org.bankrs.gbt.internal;

/**
 * The drawn rows of one label, side by side. Derivatives are fixed-point numbers of as many bits as
 * their sums leave room for, so that no sum depends on an order. Not thread-safe.
 */
final class SampleTable {
  /** The sums of absolute values stay below. */
  private static final double MOST = 1 << 30;

  /** A row that stands for itself alone, where that many fit. */
  private static final double MOST_PER_ROW = 1 << 10;

  /** Unit of the sums that find out how many bits there are. */
  private static final double FINE = 1L << 30;

  private final FeatureLayout layout;
  private final byte[] bins;

  /** Gradient in the upper half, hessian in the lower. */
  private final long[] pairs;

  private final int[] counts;
  private final CellSums.Units units;

  /** Rows, those of a node side by side. */
  private final int[] order;

  private final int[] spare;

  private SampleTable(
      FeatureLayout layout, byte[] bins, long[] pairs, int[] counts, CellSums.Units units) {
    this.layout = layout;
    this.bins = bins;
    this.pairs = pairs;
    this.counts = counts;
    this.units = units;
    order = new int[counts.length];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
    }
    spare = new int[counts.length];
  }

  /** The rows with their derivatives at their scores. */
  static SampleTable of(SampleRows rows) {
    double[] gradient = new double[rows.rows];
    double[] hessian = new double[rows.rows];
    for (int row = 0; row < rows.rows; row++) {
      double p = Logistic.probability(rows.score[row]);
      gradient[row] = (p - rows.positive[row]) * rows.weight[row];
      hessian[row] = p * (1 - p) * rows.weight[row];
    }
    CellSums.Units units =
        new CellSums.Units(
            unit(gradient, Double.MAX_VALUE),
            unit(hessian, Double.MAX_VALUE),
            unit(rows.standsFor, MOST_PER_ROW));
    long[] pairs = new long[rows.rows];
    int[] counts = new int[rows.rows];
    for (int row = 0; row < rows.rows; row++) {
      // A hessian of nothing would look like an empty bin.
      pairs[row] =
          (Math.round(gradient[row] * units.gradient()) << 32)
              + Math.max(1, Math.round(hessian[row] * units.hessian()));
      counts[row] = (int) Math.max(1, Math.round(rows.standsFor[row] * units.row()));
    }
    return new SampleTable(rows.layout, rows.bins, pairs, counts, units);
  }

  /** The power of two that keeps the values' sum small enough. */
  private static double unit(double[] values, double most) {
    long sum = values.length;
    for (double value : values) {
      sum += Math.round(Math.abs(value) * FINE);
    }
    // Rounding adds at most half a unit a row.
    double room = (MOST - values.length) / (sum / FINE);
    return Math.min(most, Math.pow(2, Math.getExponent(room)));
  }

  int rows() {
    return order.length;
  }

  /** Gradients, hessians and numbers of rows by bin of some rows in their order. */
  double[] histogram(int from, int to) {
    CellSums sums = new CellSums(layout, units);
    sums.add(bins, pairs, counts, order, from, to);
    return sums.byBin();
  }

  /** Has the rows that go left at a node come first; returns where the others begin. */
  int partition(int from, int to, Tree tree, int node) {
    int feature = tree.feature(node);
    int[] goesRight = new int[FeatureLayout.MAX_BINS];
    for (int cell = 0; cell < goesRight.length; cell++) {
      goesRight[cell] = tree.goesLeft(node, layout.binOf(feature, cell)) ? 0 : 1;
    }
    int column = layout.column(feature);
    int width = layout.width();
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = order[i];
      int isRight = goesRight[bins[row * width + column] & 0xFF];
      order[left] = row;
      spare[right] = row;
      left += 1 - isRight;
      right += isRight;
    }
    System.arraycopy(spare, 0, order, left, right);
    return left;
  }
}
