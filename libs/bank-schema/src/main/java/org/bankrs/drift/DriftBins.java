package org.bankrs.drift;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bankrs.drift.Reference.Scores;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;

/**
 * A reference laid out for counting: all bins of all watched features and of all products' scores
 * one after the other. Immutable and thread-safe.
 *
 * <p>All features are watched but the calendar month: it says when a row is scored, not whose it
 * is, and rows of one month never look like those of many.
 */
public final class DriftBins implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> names = new ArrayList<>();
  private final ArrayList<FeatureBins> features = new ArrayList<>();
  private final ArrayList<Bins> scores = new ArrayList<>();
  private final ArrayList<long[]> expectedScores = new ArrayList<>();
  private final double[] expectedMeans = new double[Product.ALL.size()];
  private final int[] featureOffsets;
  private final int[] scoreOffsets;
  private final int size;

  /** Features and products that the reference does not name are not watched. */
  public DriftBins(Reference reference) {
    for (int i = 0; i < Features.ALL.size(); i++) {
      Feature feature = Features.ALL.get(i);
      if (isWatched(feature) && reference.features().containsKey(feature.name())) {
        names.add(feature.name());
        features.add(FeatureBins.of(i, reference.features().get(feature.name())));
      }
    }
    for (Product product : Product.ALL) {
      Scores of =
          reference
              .scores()
              .getOrDefault(
                  product.code(), new Scores(List.of(), List.of(0L), OptionalDouble.empty()));
      scores.add(new Bins(of.edges()));
      expectedScores.add(of.counts().stream().mapToLong(Long::longValue).toArray());
      expectedMeans[product.ordinal()] = of.mean().orElse(Double.NaN);
    }
    featureOffsets = new int[features.size()];
    scoreOffsets = new int[scores.size()];
    int offset = 0;
    for (int i = 0; i < featureOffsets.length; i++) {
      featureOffsets[i] = offset;
      offset += features.get(i).count();
    }
    for (int i = 0; i < scoreOffsets.length; i++) {
      scoreOffsets[i] = offset;
      offset += scores.get(i).count();
    }
    size = offset;
  }

  /** Whether a feature can drift. */
  public static boolean isWatched(Feature feature) {
    return !feature.name().equals(Features.CALENDAR_MONTH);
  }

  /** All bins. */
  int size() {
    return size;
  }

  List<String> names() {
    return names;
  }

  FeatureBins feature(int i) {
    return features.get(i);
  }

  int featureOffset(int i) {
    return featureOffsets[i];
  }

  Bins scores(int product) {
    return scores.get(product);
  }

  int scoreOffset(int product) {
    return scoreOffsets[product];
  }

  long[] expectedScores(int product) {
    return expectedScores.get(product).clone();
  }

  /** NaN where the reference does not say. */
  double expectedMean(int product) {
    return expectedMeans[product];
  }
}
