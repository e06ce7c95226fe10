package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Draws training rows of a label for one tree, each with a probability that grows with the size of
 * its gradient; a drawn row weighs the inverse of that probability, so that sums over the drawn
 * rows are, on average, those over all. After Ibragimov and Gusev, Minimal Variance Sampling in
 * Stochastic Gradient Boosting, NeurIPS 2019. Whether a row is drawn depends on what it is and on
 * its score alone. Not thread-safe.
 */
final class Draw {
  /** What a certain draw is in fixed point. */
  private static final int CERTAIN = 1 << 30;

  private static final int CELL_BITS = 12;
  private static final int CELLS = 1 << CELL_BITS;
  private static final double RANGE = 10;
  private static final double CELLS_PER_UNIT = (CELLS - 1) / (2 * RANGE);

  private final Plan plan;
  private final long[] positive;

  /** In fixed point, by cell of the score: of negative rows, then of positive ones. */
  private final int[] probability = new int[2 * CELLS];

  private int[] rows = {};
  private int count;

  /**
   * How to draw.
   *
   * @param label whose rows are drawn
   * @param ratio of probability to size of gradient; infinite where every row is drawn
   * @param rate of rows that are looked at in the first place, above 0 up to 1; it does not change
   *     weights
   * @param salt another one for each tree
   */
  record Plan(int label, double ratio, double rate, int salt) implements Serializable {

    /**
     * A plan that draws about so many rows.
     *
     * @param rows that count for the label
     * @param positives of them
     */
    static Plan of(int label, Settings settings, double rows, double positives, long salt) {
      double rare = Math.min(positives, rows - positives);
      double size = Math.max(settings.sampleSize(), settings.samplesPerPositive() * rare);
      // What the sizes of all gradients add up to at the base rate; later there is less.
      double gradients = 2 * positives * (1 - positives / rows);
      double ratio = settings.sampleSize() == 0 ? Double.POSITIVE_INFINITY : size / gradients;
      int spread = (int) Hash.mix(salt * Long.SIZE + label);
      return new Plan(label, ratio, settings.subsamplingRate(), spread);
    }
  }

  Draw(Plan plan, Shard shard) {
    this.plan = plan;
    this.positive = shard.positive;
    for (int cell = 0; cell < CELLS; cell++) {
      double p = Logistic.probability(cell / CELLS_PER_UNIT - RANGE);
      probability[cell] = fixed(p);
      probability[CELLS + cell] = fixed(1 - p);
    }
  }

  private int fixed(double gradient) {
    // Rounded up to at least 1: no row's weight is infinite.
    return (int)
        Math.ceil(
            Math.max(Double.MIN_NORMAL, Math.min(1, plan.ratio() * gradient))
                * plan.rate()
                * CERTAIN);
  }

  int label() {
    return plan.label();
  }

  /** Rows drawn so far, also of those that do not count. */
  int count() {
    return count;
  }

  /** Draws among the rows from one to another; also among those that do not count. */
  void take(double[] score, int[] hash, int from, int to) {
    if (count + Math.max(0, to - from) > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length + to - from);
    }
    int label = plan.label();
    int salt = plan.salt();
    int taken = count;
    int[] into = rows;
    for (int row = from; row < to; row++) {
      int cell = cell(score[row]) | ((int) (positive[row] >>> label & 1) << CELL_BITS);
      into[taken] = row;
      // 1 where the draw is below the probability.
      taken += (Hash.draw(hash[row], salt) - probability[cell]) >>> 31;
    }
    count = taken;
  }

  private static int cell(double score) {
    // A row that does not count has no score: cell 0, which casting makes of NaN.
    return Math.max(0, Math.min(CELLS - 1, (int) ((score + RANGE) * CELLS_PER_UNIT + 0.5)));
  }

  /** The drawn rows that count, with their weights. */
  Sample sample(Shard shard, double[] score) {
    int width = shard.layout.width();
    Sample.Builder sample = new Sample.Builder(count, width);
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (shard.counts(row, plan.label())) {
        boolean isPositive = shard.isPositive(row, plan.label());
        int cell = cell(score[row]) + (isPositive ? CELLS : 0);
        double rows = plan.rate() * CERTAIN / probability[cell];
        double p = Logistic.probability(score[row]);
        double weight = rows * shard.weight(row);
        sample.add(
            shard.bins,
            row * width,
            (p - (isPositive ? 1 : 0)) * weight,
            p * (1 - p) * weight,
            rows);
      }
    }
    return sample.build();
  }
}
