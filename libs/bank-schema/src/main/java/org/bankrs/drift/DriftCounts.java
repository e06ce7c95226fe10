package org.bankrs.drift;

import java.io.Serializable;
import java.util.Arrays;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;

/**
 * How many rows fell into each bin. Its size does not grow with the rows, none of which is kept.
 * All sums are of whole numbers, so that neither order nor merging changes them. Not thread-safe.
 */
public final class DriftCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Probabilities are summed in units of 2^-32; two billion rows fit. */
  private static final double UNITS = 1L << 32;

  private final DriftBins bins;
  private final long[] counts;
  private final long[] scoreSums = new long[Product.ALL.size()];
  private long rows;

  /** Counts nothing yet. */
  public DriftCounts(DriftBins bins) {
    this.bins = bins;
    this.counts = new long[bins.size()];
  }

  /**
   * Counts a scored row.
   *
   * @param held products the customer holds; their probabilities say nothing and are passed over
   * @param probabilities by product, 0 to 1
   */
  public void add(FeatureRow row, ProductSet held, double[] probabilities) {
    rows++;
    for (int i = 0; i < bins.names().size(); i++) {
      counts[bins.featureOffset(i) + bins.feature(i).of(row)]++;
    }
    for (int product = 0; product < scoreSums.length; product++) {
      if ((held.bits() >>> product & 1) == 0) {
        double probability = probabilities[product];
        counts[bins.scoreOffset(product) + bins.scores(product).of(probability)]++;
        scoreSums[product] += Math.round(probability * UNITS);
      }
    }
  }

  /** Adds what another of the same reference counted; returns this. */
  public DriftCounts merge(DriftCounts other) {
    rows += other.rows;
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    for (int product = 0; product < scoreSums.length; product++) {
      scoreSums[product] += other.scoreSums[product];
    }
    return this;
  }

  /** Rows counted. */
  public long rows() {
    return rows;
  }

  DriftBins bins() {
    return bins;
  }

  long[] feature(int i) {
    int from = bins.featureOffset(i);
    return Arrays.copyOfRange(counts, from, from + bins.feature(i).count());
  }

  long[] scores(int product) {
    int from = bins.scoreOffset(product);
    return Arrays.copyOfRange(counts, from, from + bins.scores(product).count());
  }

  double scoreSum(int product) {
    return scoreSums[product] / UNITS;
  }
}
