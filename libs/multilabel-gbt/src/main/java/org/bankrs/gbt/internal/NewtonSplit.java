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

  /**
   * Sums over the rows of a node. They are sums of multiples of one small unit, so that no order of
   * adding changes them.
   */
  record Sums(double gradient, double hessian, double rows) {

    Sums minus(Sums part) {
      return new Sums(gradient - part.gradient, hessian - part.hessian, rows - part.rows);
    }

    /** The Newton step, in units of the score: half of that in log-odds. */
    double leafValue(double lambda) {
      double scale = hessian + lambda;
      return scale > 0 ? -gradient / scale / 2 : 0;
    }

    double strength(double lambda) {
      double scale = hessian + lambda;
      return scale > 0 ? gradient * gradient / scale : 0;
    }
  }

  /** Finds splits. Immutable. */
  static final class Finder implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final FeatureLayout layout;
    private final double lambda;
    private final double minHessian;
    private final double minRows;
    private final double minGain;

    Finder(FeatureLayout layout, Settings settings) {
      this.layout = layout;
      lambda = settings.lambda();
      minHessian = settings.minHessian();
      minRows = settings.minRows();
      minGain = settings.minGain();
    }

    /** Whether a node could have two children that are large enough. */
    boolean maySplit(Sums sums) {
      return sums.rows() >= 2 * minRows && sums.hessian() >= 2 * minHessian;
    }

    double leafValue(Sums sums) {
      return sums.leafValue(lambda);
    }

    /** Sums of a node from its histogram; of no rows where no feature has two bins. */
    Sums total(double[] node) {
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
    NewtonSplit best(double[] node, Sums total) {
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

    private void scan(double[] node, int f, int[] order, Sums total, double parent, Best best) {
      int bins = layout.totalBins();
      int offset = layout.binOffset(f);
      double gradient = 0;
      double hessian = 0;
      double rows = 0;
      int last = (order == null ? layout.bins(f) : order.length) - 1;
      for (int i = 0; i < last; i++) {
        int bin = offset + (order == null ? i : order[i]);
        double more = node[2 * bins + bin];
        if (more == 0) {
          continue;
        }
        gradient += node[bin];
        hessian += node[bins + bin];
        rows += more;
        double rightHessian = total.hessian - hessian;
        double rightRows = total.rows - rows;
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

    private double strength(double gradient, double hessian) {
      return gradient * gradient / (hessian + lambda);
    }

    /** Categories that occur, by falling gradient over hessian: by rising Newton step. */
    private int[] byStep(double[] node, int f) {
      int bins = layout.totalBins();
      int offset = layout.binOffset(f);
      int[] order = new int[layout.bins(f)];
      double[] step = new double[order.length];
      int present = 0;
      for (int category = 0; category < order.length; category++) {
        int bin = offset + category;
        if (node[2 * bins + bin] > 0) {
          double ratio = node[bin] / (node[bins + bin] + lambda);
          // Few occur at most nodes, so that insertion is the quickest way to sort.
          int place = present++;
          while (place > 0 && step[place - 1] < ratio) {
            step[place] = step[place - 1];
            order[place] = order[place - 1];
            place--;
          }
          step[place] = ratio;
          order[place] = category;
        }
      }
      return Arrays.copyOf(order, present);
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
