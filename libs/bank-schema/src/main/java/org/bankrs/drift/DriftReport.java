package org.bankrs.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bankrs.schema.Product;

/**
 * Scored rows beside those of the training. Immutable and thread-safe.
 *
 * @param rows rows scored
 * @param features the watched features, in the order of {@link org.bankrs.schema.Features#ALL}
 * @param scores the products in order
 */
public record DriftReport(long rows, List<FeatureDrift> features, List<ScoreDrift> scores) {
  /** Copies the lists. */
  public DriftReport {
    features = List.copyOf(features);
    scores = List.copyOf(scores);
  }

  /**
   * One feature.
   *
   * @param name of the feature
   * @param index of its values; missing ones and those never seen in training are bins too
   * @param missing share of the rows without a value, 0 to 1; NaN without rows
   * @param missingBefore the same among the training rows
   * @param unseen share of the rows with a value that training never saw, 0 to 1; NaN without rows,
   *     0 for numbers and flags
   * @param alarm whether it is above the limit
   */
  public record FeatureDrift(
      String name,
      StabilityIndex index,
      double missing,
      double missingBefore,
      double unseen,
      boolean alarm) {}

  /**
   * The probabilities of one product, of the rows that do not hold it.
   *
   * @param product the product
   * @param index of the probabilities
   * @param mean mean probability; NaN without rows
   * @param meanBefore the same over the validation month; NaN when the bundle does not say
   * @param alarm whether the index is above the limit
   */
  public record ScoreDrift(
      Product product, StabilityIndex index, double mean, double meanBefore, boolean alarm) {}

  /** Compares counts with their reference. */
  public static DriftReport of(DriftCounts counts, DriftLimits limits) {
    DriftBins bins = counts.bins();
    List<FeatureDrift> features = new ArrayList<>();
    for (int i = 0; i < bins.names().size(); i++) {
      features.add(feature(counts, limits, i));
    }
    List<ScoreDrift> scores = new ArrayList<>();
    for (Product product : Product.ALL) {
      int k = product.ordinal();
      StabilityIndex index = StabilityIndex.of(bins.expectedScores(k), counts.scores(k));
      long rows = index.rows();
      scores.add(
          new ScoreDrift(
              product,
              index,
              rows == 0 ? Double.NaN : counts.scoreSum(k) / rows,
              bins.expectedMean(k),
              index.isAbove(limits.scores(), limits.leastRows())));
    }
    return new DriftReport(counts.rows(), features, scores);
  }

  private static FeatureDrift feature(DriftCounts counts, DriftLimits limits, int i) {
    FeatureBins bins = counts.bins().feature(i);
    long[] expected = bins.expected();
    long[] observed = counts.feature(i);
    StabilityIndex index = StabilityIndex.of(expected, observed);
    long unseen = 0;
    long before = 0;
    for (int bin = 0; bin < observed.length; bin++) {
      unseen += bins.isUnseen(bin) ? observed[bin] : 0;
      before += expected[bin];
    }
    return new FeatureDrift(
        counts.bins().names().get(i),
        index,
        share(observed[bins.missing()], counts.rows()),
        share(expected[bins.missing()], before),
        share(unseen, counts.rows()),
        index.isAbove(limits.features(), limits.leastRows()));
  }

  private static double share(long part, long all) {
    return all == 0 ? Double.NaN : (double) part / all;
  }

  /** The features, then the products' codes, whose index is above its limit. */
  public List<String> alarms() {
    return Stream.concat(
            features.stream().filter(FeatureDrift::alarm).map(FeatureDrift::name),
            scores.stream().filter(ScoreDrift::alarm).map(s -> s.product().code()))
        .toList();
  }
}
