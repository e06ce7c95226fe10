package org.bankrs.drift;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.drift.Reference.Categories;
import org.bankrs.drift.Reference.Distribution;
import org.bankrs.drift.Reference.Histogram;
import org.bankrs.schema.FeatureRow;

/** The bins of one feature and how many training rows fell into each. */
sealed interface FeatureBins extends Serializable {
  /** A value with fewer than one in so many training rows shares a bin with others like it. */
  int RARE = 200;

  /** The bins of a distribution. */
  static FeatureBins of(int feature, Distribution distribution) {
    return distribution instanceof Histogram histogram
        ? new OfNumber(feature, histogram)
        : new OfCategory(feature, (Categories) distribution);
  }

  /** How many bins. */
  default int count() {
    return missing() + 1;
  }

  /** Training rows by bin. */
  long[] expected();

  /** The bin of a row. */
  int of(FeatureRow row);

  /** The bin of rows without a value. */
  int missing();

  /** Whether a bin holds values that training never saw. */
  boolean isUnseen(int bin);

  /** Bins between edges, and one for missing values. */
  final class OfNumber implements FeatureBins {
    private static final long serialVersionUID = 1L;

    private final int feature;
    private final Bins bins;
    private final long[] expected;

    OfNumber(int feature, Histogram histogram) {
      this.feature = feature;
      bins = new Bins(histogram.edges());
      expected = Arrays.copyOf(longs(histogram.counts()), bins.count() + 1);
      expected[missing()] = histogram.missing();
    }

    @Override
    public long[] expected() {
      return expected.clone();
    }

    @Override
    public int of(FeatureRow row) {
      double value = row.number(feature);
      return Double.isNaN(value) ? missing() : bins.of(value);
    }

    @Override
    public int missing() {
      return bins.count();
    }

    @Override
    public boolean isUnseen(int bin) {
      return false;
    }
  }

  /** A bin for each frequent value; then one each for rare, never seen and missing values. */
  final class OfCategory implements FeatureBins {
    private static final long serialVersionUID = 1L;

    private final int feature;
    private final HashMap<String, Integer> bins = new HashMap<>();
    private final int rare;
    private final long[] expected;

    OfCategory(int feature, Categories categories) {
      this.feature = feature;
      long rows = categories.missing() + sum(categories);
      rare = (int) categories.counts().values().stream().filter(c -> c * RARE >= rows).count();
      expected = new long[rare + 3];
      int next = 0;
      for (Map.Entry<String, Long> value : categories.counts().entrySet()) {
        int bin = value.getValue() * RARE >= rows ? next++ : rare;
        bins.put(value.getKey(), bin);
        expected[bin] += value.getValue();
      }
      expected[missing()] = categories.missing();
    }

    private static long sum(Categories categories) {
      return categories.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public long[] expected() {
      return expected.clone();
    }

    @Override
    public int of(FeatureRow row) {
      String value = row.category(feature);
      return value.isEmpty() ? missing() : bins.getOrDefault(value, rare + 1);
    }

    @Override
    public int missing() {
      return rare + 2;
    }

    @Override
    public boolean isUnseen(int bin) {
      return bin == rare + 1;
    }
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
