package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * What the continuous features look like: exact counts where there are few values, and a sample of
 * whole rows for the others.
 *
 * <p>A row is in the sample when a hash of its own values is small, and the limit is halved until
 * the sample is small enough. So the summary depends on the rows alone and not on their order or
 * partitions.
 */
final class ValueSummary implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SAMPLE = 1 << 16;

  private final int[] features;
  private final DistinctCounts[] counts;
  private int halvings;
  private int sampled;
  private long[] hashes = {};
  private double[][] sample = {};

  private ValueSummary(int[] features) {
    this.features = features;
    counts = new DistinctCounts[features.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new DistinctCounts();
    }
  }

  /** The summary of all training rows. */
  static ValueSummary of(JavaRDD<Row> rows, RowReader reader, int[] features) {
    return rows.mapPartitions(
            (Iterator<Row> part) -> {
              ValueSummary summary = new ValueSummary(features);
              while (part.hasNext()) {
                Row row = part.next();
                if (!reader.validates(row)) {
                  summary.add(reader.features(row).toArray());
                }
              }
              return Arrays.asList(summary).iterator();
            })
        .treeReduce(ValueSummary::add);
  }

  private void add(double[] row) {
    double[] values = new double[features.length];
    long hash = 0;
    for (int i = 0; i < features.length; i++) {
      // Adding zero makes a negative zero positive.
      values[i] = row[features[i]] + 0.0;
      counts[i].add(values[i], 1);
      hash = Hash.mix(hash + Double.doubleToLongBits(values[i]));
    }
    addToSample(hash, values);
  }

  private boolean takes(long hash) {
    return halvings == 0 || hash >>> (Long.SIZE - halvings) == 0;
  }

  private void addToSample(long hash, double[] values) {
    if (!takes(hash)) {
      return;
    }
    if (sampled == hashes.length) {
      int capacity = Math.min(MAX_SAMPLE + 1, Math.max(1024, 2 * sampled));
      hashes = Arrays.copyOf(hashes, capacity);
      sample = Arrays.copyOf(sample, capacity);
    }
    hashes[sampled] = hash;
    sample[sampled++] = values;
    while (sampled > MAX_SAMPLE && halvings < Long.SIZE - 1) {
      halvings++;
      keepTaken();
    }
  }

  private void keepTaken() {
    int kept = 0;
    for (int i = 0; i < sampled; i++) {
      if (takes(hashes[i])) {
        hashes[kept] = hashes[i];
        sample[kept++] = sample[i];
      }
    }
    Arrays.fill(sample, kept, sampled, null);
    sampled = kept;
  }

  private ValueSummary add(ValueSummary other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i].add(other.counts[i]);
    }
    if (other.halvings > halvings) {
      halvings = other.halvings;
      keepTaken();
    }
    for (int i = 0; i < other.sampled; i++) {
      addToSample(other.hashes[i], other.sample[i]);
    }
    return this;
  }

  /** Thresholds of the i-th of the features, ascending, fewer than the bins. */
  double[] thresholds(int i, int maxBins) {
    if (!counts[i].overflowed()) {
      double[] values = counts[i].sortedValues();
      long[] weights = new long[values.length];
      for (int v = 0; v < values.length; v++) {
        weights[v] = counts[i].count(values[v]);
      }
      return Quantiles.thresholds(values, weights, values.length, maxBins);
    }
    double[] sorted = new double[sampled];
    for (int row = 0; row < sampled; row++) {
      sorted[row] = sample[row][i];
    }
    Arrays.sort(sorted);
    long[] weights = new long[sampled];
    int distinct = 0;
    for (int row = 0; row < sampled; row++) {
      if (row == 0 || sorted[row] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[row];
      }
      weights[distinct - 1]++;
    }
    return Quantiles.thresholds(sorted, weights, distinct, maxBins);
  }
}
