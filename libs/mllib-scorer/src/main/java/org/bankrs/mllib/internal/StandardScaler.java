package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Subtracts each element's mean, multiplies by the inverse of its deviation, or both. An element
 * without deviation becomes 0.
 *
 * @param input read
 * @param output written
 * @param shift subtracted; empty when the mean stays
 * @param scale multiplied with; empty when the deviation stays
 */
record StandardScaler(Column input, Column output, Doubles shift, Doubles scale) implements Stage {

  static StandardScaler read(Metadata metadata, Columns columns) {
    metadata.expectOnly("inputCol", "outputCol", "withMean", "withStd");
    String where = metadata.where();
    Column input = columns.vector(metadata.text("inputCol"), where);
    Column output = columns.add(metadata.text("outputCol"), Kind.VECTOR, input.size(), where);
    Path data = metadata.folder().resolve("data");
    List<double[]> statistics = new ArrayList<>();
    ParquetFolder.onlyRow(
        data,
        batch -> {
          statistics.add(vector(batch, "mean", input.size(), data));
          statistics.add(vector(batch, "std", input.size(), data));
        });
    double[] shift = statistics.get(0);
    double[] scale = statistics.get(1);
    for (int i = 0; i < scale.length; i++) {
      scale[i] = scale[i] == 0 ? 0 : 1 / scale[i];
    }
    return new StandardScaler(
        input,
        output,
        metadata.flag("withMean") ? finite(shift, "mean", data) : Doubles.EMPTY,
        metadata.flag("withStd") ? finite(scale, "1 / std", data) : Doubles.EMPTY);
  }

  private static Doubles finite(double[] values, String name, Path data) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ModelFormatException(
            "%s: %s of element %d is %s; expected a finite number"
                .formatted(data, name, i, values[i]));
      }
    }
    return new Doubles(values);
  }

  /**
   * Spark's vector: type 1 with all values, or type 0 with a size and the values that differ from
   * 0.
   */
  private static double[] vector(ParquetBatch batch, String name, int size, Path data) {
    double[] values = batch.firstDoubles(name + ".values.list.element");
    boolean dense = batch.ints(name + ".type")[0] == 1;
    if (dense ? values.length != size : batch.ints(name + ".size")[0] != size) {
      throw new ModelFormatException(
          "%s: '%s' does not have the %d elements of the input column".formatted(data, name, size));
    }
    if (dense) {
      return values;
    }
    double[] filled = new double[size];
    int[] indices = batch.firstInts(name + ".indices.list.element");
    if (indices.length != values.length) {
      throw new ModelFormatException(
          "%s: '%s' has %d indices for %d values"
              .formatted(data, name, indices.length, values.length));
    }
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] >= size) {
        throw new ModelFormatException(
            "%s: '%s' has index %d; expected less than %d".formatted(data, name, indices[i], size));
      }
      filled[indices[i]] = values[i];
    }
    return filled;
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    for (int i = 0; i < input.size(); i++) {
      double value = numbers[input.offset() + i];
      if (!shift.isEmpty()) {
        value -= shift.get(i);
      }
      if (!scale.isEmpty()) {
        value *= scale.get(i);
      }
      numbers[output.offset() + i] = value;
    }
  }

  @Override
  public void trace(Origins origins) {
    origins.derive(input, output);
  }
}
