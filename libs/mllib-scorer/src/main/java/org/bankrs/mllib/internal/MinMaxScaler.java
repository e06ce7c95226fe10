package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.internal.Column.Density;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Moves each element from the range it had in training to one range for all. An element that was
 * constant becomes the middle of the range; a missing one stays missing.
 *
 * @param input read
 * @param output written
 * @param shift least value of each element in training
 * @param scale width of the new range by that of the old; 0 where the old one has none
 * @param min where the new range begins
 * @param middle of the new range
 */
record MinMaxScaler(
    Column input, Column output, Doubles shift, Doubles scale, double min, double middle)
    implements Stage {

  static MinMaxScaler read(Metadata metadata, Columns columns) {
    metadata.expectOnly("inputCol", "max", "min", "outputCol");
    String where = metadata.where();
    Column input = columns.vector(metadata.text("inputCol"), where);
    Column output =
        columns.add(
            metadata.text("outputCol"), Kind.VECTOR, input.size(), Density.COMPRESSED, where);
    Path data = metadata.folder().resolve("data");
    List<double[]> ranges = new ArrayList<>();
    ParquetFolder.onlyRow(
        data,
        batch -> {
          ranges.add(SparkVector.read(batch, "originalMin", input.size(), data));
          ranges.add(SparkVector.read(batch, "originalMax", input.size(), data));
        });
    double min = metadata.number("min");
    double max = metadata.number("max");
    double[] least = ranges.get(0);
    double[] scale = ranges.get(1);
    for (int i = 0; i < scale.length; i++) {
      double range = scale[i] - least[i];
      scale[i] = range != 0 ? (max - min) / range : 0;
    }
    return new MinMaxScaler(
        input,
        output,
        SparkVector.finite(least, "originalMin", data),
        SparkVector.finite(scale, "scale", data),
        min,
        (min + max) / 2);
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    for (int i = 0; i < input.size(); i++) {
      double value = numbers[input.offset() + i];
      if (!Double.isNaN(value)) {
        value = scale.get(i) != 0 ? (value - shift.get(i)) * scale.get(i) + min : middle;
      }
      numbers[output.offset() + i] = value;
    }
  }

  @Override
  public void trace(Origins origins) {
    origins.derive(input, output);
  }
}
