package org.bankrs.job.evaluate;

import java.io.Serializable;
import org.bankrs.schema.Product;

/**
 * A bootstrap by customer of one predictor's MAP@7 and log-loss: in each replicate a customer
 * counts as often as a draw from Poisson(1) says. The draw depends on the seed, the replicate and
 * the customer alone, so that two predictors over the same customers are resampled alike and their
 * differences are paired, in whatever order and wherever the rows are counted.
 *
 * <p>Not thread-safe; merging is commutative.
 */
public final class Replicates implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PRODUCTS = Product.ALL.size();
  private static final double UNIT = 0x1.0p-53;
  private static final double NO_EVENT = Math.exp(-1);

  private final long seed;
  private final double[] customers;
  private final double[] averagePrecision;
  private final double[] logLoss;
  private final double[] pairs;

  /**
   * Empty replicates.
   *
   * @param count how many, at least 1
   */
  public Replicates(int count, long seed) {
    this.seed = seed;
    customers = new double[count];
    averagePrecision = new double[count];
    logLoss = new double[count];
    pairs = new double[count];
  }

  /**
   * Counts one customer.
   *
   * @param customer the customer's number
   * @param probabilities by product
   * @param held products held, as bits
   * @param acquired products acquired by the next month, as bits
   */
  public void add(long customer, double[] probabilities, int held, int acquired) {
    double precision =
        acquired == 0
            ? 0
            : Ranking.averagePrecision(Ranking.right(probabilities, held, acquired), acquired);
    double loss = 0;
    int eligible = 0;
    for (int k = 0; k < PRODUCTS; k++) {
      if ((held >>> k & 1) == 0) {
        eligible++;
        loss += Tally.logLoss(probabilities[k], (acquired >>> k & 1) != 0);
      }
    }
    long state = mix(seed ^ mix(customer));
    for (int b = 0; b < customers.length; b++) {
      state += 0x9E3779B97F4A7C15L;
      int weight = poisson((mix(state) >>> 11) * UNIT);
      if (weight > 0) {
        customers[b] += weight;
        averagePrecision[b] += weight * precision;
        logLoss[b] += weight * loss;
        pairs[b] += weight * eligible;
      }
    }
  }

  /** Adds other replicates of the same predictor, number and seed; returns this. */
  public Replicates merge(Replicates other) {
    for (int b = 0; b < customers.length; b++) {
      customers[b] += other.customers[b];
      averagePrecision[b] += other.averagePrecision[b];
      logLoss[b] += other.logLoss[b];
      pairs[b] += other.pairs[b];
    }
    return this;
  }

  /** MAP@7 by replicate. */
  public double[] mapAt7() {
    return ratios(averagePrecision, customers);
  }

  /** The log-loss over all pairs by replicate. */
  public double[] logLoss() {
    return ratios(logLoss, pairs);
  }

  private static double[] ratios(double[] sums, double[] counts) {
    double[] ratios = new double[sums.length];
    for (int b = 0; b < sums.length; b++) {
      ratios[b] = sums[b] / counts[b];
    }
    return ratios;
  }

  /** The Poisson(1) quantile of a number from [0, 1). */
  static int poisson(double uniform) {
    int k = 0;
    double probability = NO_EVENT;
    double cumulative = probability;
    // Beyond 20 the probabilities are below the resolution of the sum.
    while (uniform >= cumulative && k < 20) {
      k++;
      probability /= k;
      cumulative += probability;
    }
    return k;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
