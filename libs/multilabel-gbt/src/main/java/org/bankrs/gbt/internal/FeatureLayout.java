package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a feature vector becomes a few bytes: every feature is cut into at most 256 bins, and
 * features of few bins share a byte as long as their combinations fit into 256.
 *
 * <p>Cells are the values of the bytes, laid out byte after byte; bins are those of the features,
 * laid out feature after feature. A histogram over cells holds all that is needed for one over
 * bins. Immutable.
 */
public final class FeatureLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most bins of a feature and most cells of a byte. */
  public static final int MAX_BINS = 256;

  private final String[] names;
  private final int[] arity;
  private final double[][] thresholds;
  private final int[] bins;
  private final int[] binOffset;
  private final int[] column;
  private final int[] stride;
  private final int[] cells;
  private final int[] cellOffset;

  /**
   * A layout.
   *
   * @param names of the features, for messages
   * @param arity number of categories, 0 for a continuous feature
   * @param thresholds ascending, empty for a categorical feature: bin i holds what is above
   *     threshold i - 1 and at most threshold i
   */
  public FeatureLayout(String[] names, int[] arity, double[][] thresholds) {
    this.names = names.clone();
    this.arity = arity.clone();
    this.thresholds = thresholds.clone();
    int features = arity.length;
    bins = new int[features];
    for (int f = 0; f < features; f++) {
      bins[f] = arity[f] > 0 ? arity[f] : thresholds[f].length + 1;
      if (bins[f] > MAX_BINS) {
        throw new IllegalArgumentException(
            ("feature %s has %d bins, at most %d fit; choose a smaller maxBins, as MLlib's own split"
                    + " finder, which gradient boosting uses, may go a little beyond it")
                .formatted(names[f], bins[f], MAX_BINS));
      }
    }
    binOffset = offsets(bins);
    column = new int[features];
    stride = new int[features];
    cells = pack();
    cellOffset = offsets(cells);
  }

  /** First fit of the features by falling number of bins. */
  private int[] pack() {
    int[] sizes = new int[bins.length];
    int columns = 0;
    int[] order =
        IntStream.range(0, bins.length)
            .boxed()
            .sorted(Comparator.comparingInt(f -> -bins[f]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int f : order) {
      if (bins[f] == 1) {
        column[f] = -1;
        continue;
      }
      int c = 0;
      while (c < columns && sizes[c] * bins[f] > MAX_BINS) {
        c++;
      }
      if (c == columns) {
        sizes[columns++] = 1;
      }
      column[f] = c;
      stride[f] = sizes[c];
      sizes[c] *= bins[f];
    }
    return Arrays.copyOf(sizes, columns);
  }

  private static int[] offsets(int[] sizes) {
    int[] offsets = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      offsets[i + 1] = offsets[i] + sizes[i];
    }
    return offsets;
  }

  /** Number of features. */
  public int features() {
    return bins.length;
  }

  /** Name of a feature. */
  public String name(int feature) {
    return names[feature];
  }

  /** Number of categories, 0 for a continuous feature. */
  public int arity(int feature) {
    return arity[feature];
  }

  /** Number of bins of a feature. */
  public int bins(int feature) {
    return bins[feature];
  }

  /** Where the bins of a feature begin. */
  int binOffset(int feature) {
    return binOffset[feature];
  }

  /** Bins of all features. */
  int totalBins() {
    return binOffset[bins.length];
  }

  /** Bytes of a row. */
  public int width() {
    return cells.length;
  }

  /** Where the cells of each byte begin; not to be changed. */
  int[] cellOffsets() {
    return cellOffset;
  }

  /** Cells of all bytes. */
  int totalCells() {
    return cellOffset[cells.length];
  }

  /** The byte that holds a feature, -1 for one of a single bin. */
  int column(int feature) {
    return column[feature];
  }

  /** The bin of a feature in a cell of its byte. */
  int binOf(int feature, int cell) {
    return cell / stride[feature] % bins[feature];
  }

  /** Threshold above the bin of a continuous feature. */
  double threshold(int feature, int bin) {
    return thresholds[feature][bin];
  }

  /** The bin whose upper limit is a threshold of the feature. */
  int binBelow(int feature, double threshold) {
    return Arrays.binarySearch(thresholds[feature], threshold);
  }

  /**
   * Writes the bytes of a row.
   *
   * @throws IllegalArgumentException for NaN, another number of features, or a category out of
   *     range
   */
  void encode(double[] row, byte[] out, int at) {
    if (row.length != bins.length) {
      throw new IllegalArgumentException(
          "a row has %d features, expected %d".formatted(row.length, bins.length));
    }
    for (int f = 0; f < bins.length; f++) {
      int bin = bin(f, row[f]);
      if (column[f] >= 0) {
        out[at + column[f]] += (byte) (bin * stride[f]);
      }
    }
  }

  private int bin(int feature, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "feature %s is NaN in a training row; expected a number".formatted(names[feature]));
    }
    if (arity[feature] > 0) {
      if (value < 0 || value >= arity[feature] || value != Math.rint(value)) {
        throw new IllegalArgumentException(
            "categorical feature %s is %s in a training row; expected a whole number from 0 to %d"
                .formatted(names[feature], value, arity[feature] - 1));
      }
      return (int) value;
    }
    int found = Arrays.binarySearch(thresholds[feature], value);
    return found >= 0 ? found : -found - 1;
  }

  /**
   * Adds sums over cells to sums over bins.
   *
   * @param sums one per cell
   * @param step distance of one cell's sum from the next
   * @param from where the first is
   */
  void marginalise(long[] sums, int from, int step, long[] into, int at) {
    for (int f = 0; f < bins.length; f++) {
      if (column[f] < 0) {
        continue;
      }
      int bin = 0;
      int run = 0;
      int end = from + cellOffset[column[f] + 1] * step;
      for (int cell = from + cellOffset[column[f]] * step; cell < end; cell += step) {
        into[at + binOffset[f] + bin] += sums[cell];
        // A bin holds for a run of cells, then the next one's run begins.
        if (++run == stride[f]) {
          run = 0;
          bin = bin + 1 == bins[f] ? 0 : bin + 1;
        }
      }
    }
  }
}
