package org.bankrs.gbt.internal;

import java.util.Arrays;

/**
 * The best way to split a node, by second-order gain.
 *
 * @param feature that decides
 * @param goesLeft its bins that go left
 * @param gain reduction of the regularised loss, above 0
 * @param left sums of the left child
 * @param right sums of the right child
 */
@SuppressWarnings("ArrayRecordComponent") // Hot or internal data that is never compared.
record NewtonSplit(int feature, long[] goesLeft, double gain, Sums left, Sums right) {

  /** Sums over the rows of a node, in fixed point, and their number. */
  record Sums(long gradient, long hessian, long rows) {

    Sums minus(Sums part) {
      return new Sums(gradient - part.gradient, hessian - part.hessian, rows - part.rows);
    }

    double realGradient() {
      return gradient / (double) Logistic.GRADIENT_ONE;
    }

    double realHessian() {
      return hessian / (double) Logistic.HESSIAN_ONE;
    }

    /** The Newton step, in units of the score: half of that in log-odds. */
    double leafValue(double lambda) {
      double scale = realHessian() + lambda;
      return scale > 0 ? -realGradient() / scale / 2 : 0;
    }

    double strength(double lambda) {
      double scale = realHessian() + lambda;
      return scale > 0 ? realGradient() * realGradient() / scale : 0;
    }
  }

  /** Finds splits. Immutable. */
  static final class Finder {
    private final FeatureLayout layout;
    private final double lambda;
    private final long minHessian;
    private final long minRows;
    private final double minGain;

    Finder(FeatureLayout layout, double lambda, double minHessian, long minRows, double minGain) {
      this.layout = layout;
      this.lambda = lambda;
      this.minHessian = (long) Math.ceil(minHessian * Logistic.HESSIAN_ONE);
      this.minRows = minRows;
      this.minGain = minGain;
    }

    /** Sums of a node from its histogram; of no rows where no feature has two bins. */
    Sums total(long[] node) {
      int bins = layout.totalBins();
      for (int f = 0; f < layout.features(); f++) {
        if (layout.column(f) >= 0) {
          Sums total = new Sums(0, 0, 0);
          for (int bin = layout.binOffset(f); bin < layout.binOffset(f + 1); bin++) {
            total =
                new Sums(
                    total.gradient + node[bin],
                    total.hessian + node[bins + bin],
                    total.rows + node[2 * bins + bin]);
          }
          return total;
        }
      }
      return new Sums(0, 0, 0);
    }

    /**
     * The best split; null where none gains enough. Of equal ones the first feature's first is
     * taken.
     *
     * @param node gradients, hessians and rows by bin
     */
    NewtonSplit best(long[] node, Sums total) {
      Best best = new Best(minGain);
      double parent = total.strength(lambda);
      for (int f = 0; f < layout.features(); f++) {
        if (layout.column(f) >= 0) {
          int[] order = layout.arity(f) > 0 ? byStep(node, f) : null;
          scan(node, f, order, total, parent, best);
        }
      }
      if (best.feature < 0) {
        return null;
      }
      int[] order = layout.arity(best.feature) > 0 ? byStep(node, best.feature) : null;
      long[] goesLeft = Tree.noBins();
      for (int i = 0; i <= best.place; i++) {
        Tree.add(goesLeft, order == null ? i : order[i]);
      }
      return new NewtonSplit(best.feature, goesLeft, best.gain, best.left, total.minus(best.left));
    }

    private void scan(long[] node, int f, int[] order, Sums total, double parent, Best best) {
      int bins = layout.totalBins();
      int offset = layout.binOffset(f);
      long gradient = 0;
      long hessian = 0;
      long rows = 0;
      int last = (order == null ? layout.bins(f) : order.length) - 1;
      for (int i = 0; i < last; i++) {
        int bin = offset + (order == null ? i : order[i]);
        long more = node[2 * bins + bin];
        if (more == 0) {
          continue;
        }
        gradient += node[bin];
        hessian += node[bins + bin];
        rows += more;
        long rightHessian = total.hessian - hessian;
        long rightRows = total.rows - rows;
        if (rightRows < minRows || rightHessian < minHessian) {
          return;
        }
        if (rows < minRows || hessian < minHessian) {
          continue;
        }
        double gain =
            (strength(gradient, hessian)
                    + strength(total.gradient - gradient, rightHessian)
                    - parent)
                / 2;
        if (gain > best.gain) {
          best.gain = gain;
          best.feature = f;
          best.place = i;
          best.left = new Sums(gradient, hessian, rows);
        }
      }
    }

    private double strength(long gradient, long hessian) {
      double g = gradient / (double) Logistic.GRADIENT_ONE;
      return g * g / (hessian / (double) Logistic.HESSIAN_ONE + lambda);
    }

    /** Categories that occur, by falling gradient over hessian: by rising Newton step. */
    private int[] byStep(long[] node, int f) {
      int bins = layout.totalBins();
      int offset = layout.binOffset(f);
      Integer[] order = new Integer[layout.bins(f)];
      double[] step = new double[order.length];
      int present = 0;
      for (int category = 0; category < step.length; category++) {
        int bin = offset + category;
        if (node[2 * bins + bin] > 0) {
          step[category] = -new Sums(node[bin], node[bins + bin], 0).leafValue(lambda);
          order[present++] = category;
        }
      }
      Integer[] found = Arrays.copyOf(order, present);
      Arrays.sort(found, (a, b) -> Double.compare(step[b], step[a]));
      return Arrays.stream(found).mapToInt(Integer::intValue).toArray();
    }
  }

  /** The best so far. */
  private static final class Best {
    private double gain;
    private int feature = -1;
    private int place;
    private Sums left;

    Best(double gain) {
      this.gain = gain;
    }
  }
}
