package org.bankrs.job.explore;

import java.io.Serializable;

/**
 * How numbers are spread over bins of equal width; with a logarithm, of equal ratio. Numbers
 * outside fall into the outermost bins.
 */
final class NumberCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BINS_A_DECADE = 400;

  private final double from;
  private final double width;
  private final boolean logarithmic;
  private final long[] counts;

  private NumberCounts(double from, double width, boolean logarithmic, int bins) {
    this.from = from;
    this.width = width;
    this.logarithmic = logarithmic;
    counts = new long[bins];
  }

  /** One bin for each whole number from 0 to a last one. */
  static NumberCounts whole(int last) {
    return new NumberCounts(0, 1, false, last + 1);
  }

  /** Four hundred bins a factor of ten, from 10 to a hundred million. */
  static NumberCounts income() {
    return new NumberCounts(1, 1.0 / BINS_A_DECADE, true, 7 * BINS_A_DECADE);
  }

  void add(double value) {
    double place = ((logarithmic ? Math.log10(value) : value) - from) / width;
    counts[(int) Math.max(0, Math.min(counts.length - 1.0, Math.floor(place)))]++;
  }

  NumberCounts merge(NumberCounts other) {
    for (int b = 0; b < counts.length; b++) {
      counts[b] += other.counts[b];
    }
    return this;
  }

  int bins() {
    return counts.length;
  }

  long count(int bin) {
    return counts[bin];
  }

  long all() {
    return java.util.Arrays.stream(counts).sum();
  }

  /** How many are below a bin. */
  long below(int bin) {
    return java.util.Arrays.stream(counts, 0, bin).sum();
  }

  /** The bin with most, the first of equals. */
  int mode() {
    int mode = 0;
    for (int b = 1; b < counts.length; b++) {
      mode = counts[b] > counts[mode] ? b : mode;
    }
    return mode;
  }

  /** The middle of a bin; of a whole number the number itself. */
  double value(int bin) {
    return logarithmic ? Math.pow(10, from + (bin + 0.5) * width) : from + bin * width;
  }

  /**
   * The value below which a share lies: exact for whole numbers, to 0.3 % with a logarithm; NaN
   * without any.
   */
  double quantile(double share) {
    double rank = share * all();
    long seen = 0;
    for (int b = 0; b < counts.length; b++) {
      seen += counts[b];
      if (seen > 0 && seen >= rank) {
        return value(b);
      }
    }
    return Double.NaN;
  }

  /** The first bin that holds anything; the number of bins when none does. */
  int first() {
    int b = 0;
    while (b < counts.length && counts[b] == 0) {
      b++;
    }
    return b;
  }

  /** The last bin that holds anything; -1 when none does. */
  int last() {
    int b = counts.length - 1;
    while (b >= 0 && counts[b] == 0) {
      b--;
    }
    return b;
  }
}
