package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Draws training rows of a label, each with a probability that grows with the size of its gradient;
 * a drawn row weighs the inverse of that probability, so that sums over the drawn rows are, on
 * average, those over all. After Ibragimov and Gusev, Minimal Variance Sampling in Stochastic
 * Gradient Boosting, NeurIPS 2019. Whether a row is drawn depends on what it is and on its score
 * alone. Not thread-safe.
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
  private final int[] hash;

  /** In fixed point, by cell of the score: of negative rows, then of positive ones. */
  private final int[] probability = new int[2 * CELLS];

  private int[] rows = {};
  private double[] scores = {};
  private int count;

  /**
   * How to draw.
   *
   * @param label whose rows are drawn
   * @param ratio of probability to size of gradient; infinite where every row is drawn
   * @param rate of rows that are looked at in the first place, above 0 up to 1; it does not change
   *     weights
   * @param salt another one for each draw
   */
  record Plan(int label, double ratio, double rate, int salt) implements Serializable {

    /**
     * A plan that draws rows of the base rate.
     *
     * @param size how many, about; infinite for all
     * @param rows that count for the label
     * @param positives of them
     */
    static Plan of(int label, double size, double rate, double rows, double positives, long salt) {
      // What the sizes of all gradients add up to at the base rate; later there is less.
      double gradients = 2 * positives * (1 - positives / rows);
      int spread = (int) Hash.mix(salt * Long.SIZE + label);
      return new Plan(label, size / gradients, rate, spread);
    }
  }

  Draw(Plan plan, Shard shard) {
    this.plan = plan;
    positive = shard.positive;
    hash = shard.hash;
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

  /** Rows drawn so far, also of those that do not count. */
  int count() {
    return count;
  }

  /**
   * Draws among some rows; also among those that do not count.
   *
   * @param score of these rows
   * @param from the first of them
   */
  void take(double[] score, int from, int to) {
    if (count + Math.max(0, to - from) > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length + to - from);
      scores = Arrays.copyOf(scores, rows.length);
    }
    int label = plan.label();
    int salt = plan.salt();
    int taken = count;
    int[] intoRows = rows;
    double[] intoScores = scores;
    for (int row = from; row < to; row++) {
      double ofRow = score[row - from];
      int cell = cell(ofRow) | ((int) (positive[row] >>> label & 1) << CELL_BITS);
      intoRows[taken] = row;
      intoScores[taken] = ofRow;
      // 1 where the draw is below the probability.
      taken += (Hash.draw(hash[row], salt) - probability[cell]) >>> 31;
    }
    count = taken;
  }

  private static int cell(double score) {
    // A row that does not count has no score: cell 0, which casting makes of NaN.
    return Math.max(0, Math.min(CELLS - 1, (int) ((score + RANGE) * CELLS_PER_UNIT + 0.5)));
  }

  /** The drawn rows that count. */
  Sample sample(Shard shard) {
    int width = shard.layout.width();
    Sample.Builder sample = new Sample.Builder(count, width);
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (shard.counts(row, plan.label())) {
        boolean isPositive = shard.isPositive(row, plan.label());
        int cell = cell(scores[i]) + (isPositive ? CELLS : 0);
        double standsFor = plan.rate() * CERTAIN / probability[cell];
        sample.add(
            shard.bins,
            row * width,
            isPositive,
            scores[i],
            standsFor * shard.weight(row),
            standsFor);
      }
    }
    return sample.build();
  }
}
