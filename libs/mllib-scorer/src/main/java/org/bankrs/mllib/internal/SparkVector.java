package org.bankrs.mllib.internal;

import java.nio.file.Path;
import org.bankrs.mllib.ModelFormatException;

/**
 * Reads a vector that Spark saved: type 1 with all values, or type 0 with a size and the values
 * that differ from 0.
 */
final class SparkVector {

  private SparkVector() {}

  /**
   * The vector in the first row of a batch.
   *
   * @param name of its column
   * @param size that it must have
   * @param data to say where something is wrong
   */
  static double[] read(ParquetBatch batch, String name, int size, Path data) {
    double[] values = batch.firstDoubles(name + ".values.list.element");
    boolean dense = batch.ints(name + ".type")[0] == 1;
    if (dense ? values.length != size : batch.ints(name + ".size")[0] != size) {
      throw new ModelFormatException(
          "%s: '%s' does not have the %d elements of the input column".formatted(data, name, size));
    }
    return dense
        ? values
        : spread(values, batch.firstInts(name + ".indices.list.element"), size, name, data);
  }

  /** Values at their places, 0 elsewhere. */
  static double[] spread(double[] values, int[] indices, int size, String name, Path data) {
    double[] filled = new double[size];
    if (indices.length != values.length) {
      throw new ModelFormatException(
          "%s: '%s' has %d indices for %d values"
              .formatted(data, name, indices.length, values.length));
    }
    int last = -1;
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] <= last || indices[i] >= size) {
        throw new ModelFormatException(
            "%s: '%s' has index %d after %d; expected ascending ones less than %d"
                .formatted(data, name, indices[i], last, size));
      }
      last = indices[i];
      filled[last] = values[i];
    }
    return filled;
  }

  /** Refuses a vector with a value that is no number. */
  static Doubles finite(double[] values, String name, Path data) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ModelFormatException(
            "%s: %s of element %d is %s; expected a finite number"
                .formatted(data, name, i, values[i]));
      }
    }
    return new Doubles(values);
  }
}
