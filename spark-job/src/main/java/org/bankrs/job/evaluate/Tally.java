package org.bankrs.job.evaluate;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.bankrs.schema.Product;

/**
 * What is counted of one predictor over the customers of a month. A pair of customer and product
 * counts where the customer does not hold the product; all customers count, whether they acquire
 * something or not.
 *
 * <p>Not thread-safe; merging is commutative.
 */
public final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int PRODUCTS = Product.ALL.size();

  /** How many recommendations count for the mean average precision. */
  public static final int RANKED = 7;

  /** How many recommendations count for the hit rate. */
  public static final int HITS = 5;

  private static final double CLIP = 1e-15;

  private final double[] thresholds;
  private final long[] positives = new long[PRODUCTS * ScoreBins.COUNT];
  private final long[] negatives = new long[PRODUCTS * ScoreBins.COUNT];
  private final double[] probabilitySums = new double[PRODUCTS * ScoreBins.COUNT];
  private final double[] logLoss = new double[PRODUCTS];
  private final double[] squaredError = new double[PRODUCTS];
  private final long[] recommended = new long[PRODUCTS];
  private final long[] recommendedRight = new long[PRODUCTS];
  private long customers;
  private long buyers;
  private long hits;
  private double averagePrecision;

  /** An empty tally. A product is recommended where its probability is above its threshold. */
  public Tally(double[] thresholds) {
    this.thresholds = thresholds.clone();
  }

  /** Thresholds that recommend nothing, for a pass that only chooses thresholds. */
  public static List<Double> noThresholds() {
    return Collections.nCopies(PRODUCTS, 1.0);
  }

  /**
   * Counts one customer.
   *
   * @param probabilities by product
   * @param held products held, as bits
   * @param acquired products acquired by the next month, as bits
   */
  public void add(double[] probabilities, int held, int acquired) {
    customers++;
    for (int k = 0; k < PRODUCTS; k++) {
      if ((held >>> k & 1) == 0) {
        addPair(k, probabilities[k], (acquired >>> k & 1) != 0);
      }
    }
    if (acquired != 0) {
      buyers++;
      addRanking(probabilities, held, acquired);
    }
  }

  private void addPair(int product, double probability, boolean positive) {
    int bin = product * ScoreBins.COUNT + ScoreBins.of(probability);
    (positive ? positives : negatives)[bin]++;
    probabilitySums[bin] += probability;
    logLoss[product] += logLoss(probability, positive);
    double error = positive ? 1 - probability : probability;
    squaredError[product] += error * error;
    if (probability > thresholds[product]) {
      recommended[product]++;
      recommendedRight[product] += positive ? 1 : 0;
    }
  }

  /** The log-loss of one pair; probabilities of 0 and 1 are moved inside by a hair. */
  static double logLoss(double probability, boolean positive) {
    double clipped = Math.max(CLIP, Math.min(1 - CLIP, probability));
    return positive ? -Math.log(clipped) : -Math.log1p(-clipped);
  }

  /** A customer who acquires nothing adds nothing to the average precision. */
  private void addRanking(double[] probabilities, int held, int acquired) {
    int right = Ranking.right(probabilities, held, acquired);
    averagePrecision += Ranking.averagePrecision(right, acquired);
    hits += (right & (1 << HITS) - 1) != 0 ? 1 : 0;
  }

  /** Adds another tally of the same predictor; returns this. */
  public Tally merge(Tally other) {
    customers += other.customers;
    buyers += other.buyers;
    hits += other.hits;
    averagePrecision += other.averagePrecision;
    for (int i = 0; i < positives.length; i++) {
      positives[i] += other.positives[i];
      negatives[i] += other.negatives[i];
      probabilitySums[i] += other.probabilitySums[i];
    }
    for (int k = 0; k < PRODUCTS; k++) {
      logLoss[k] += other.logLoss[k];
      squaredError[k] += other.squaredError[k];
      recommended[k] += other.recommended[k];
      recommendedRight[k] += other.recommendedRight[k];
    }
    return this;
  }

  long customers() {
    return customers;
  }

  long buyers() {
    return buyers;
  }

  long hits() {
    return hits;
  }

  double averagePrecisionSum() {
    return averagePrecision;
  }

  double threshold(int product) {
    return thresholds[product];
  }

  long recommended(int product) {
    return recommended[product];
  }

  long recommendedRight(int product) {
    return recommendedRight[product];
  }

  double logLossSum(int product) {
    return logLoss[product];
  }

  double squaredErrorSum(int product) {
    return squaredError[product];
  }

  /** The counts of one product. */
  Histogram histogram(int product) {
    int from = product * ScoreBins.COUNT;
    Histogram histogram = new Histogram();
    for (int b = 0; b < ScoreBins.COUNT; b++) {
      histogram.positives[b] = positives[from + b];
      histogram.negatives[b] = negatives[from + b];
      histogram.probabilitySums[b] = probabilitySums[from + b];
    }
    return histogram;
  }

  /** The distribution of a product's probabilities over its pairs, in tenths. */
  public ScoreDistribution scoreDistribution(Product product) {
    return histogram(product.ordinal()).distribution();
  }

  /** The counts of all products together. */
  Histogram pooled() {
    Histogram pooled = new Histogram();
    for (int k = 0; k < PRODUCTS; k++) {
      for (int b = 0; b < ScoreBins.COUNT; b++) {
        pooled.positives[b] += positives[k * ScoreBins.COUNT + b];
        pooled.negatives[b] += negatives[k * ScoreBins.COUNT + b];
        pooled.probabilitySums[b] += probabilitySums[k * ScoreBins.COUNT + b];
      }
    }
    return pooled;
  }
}
