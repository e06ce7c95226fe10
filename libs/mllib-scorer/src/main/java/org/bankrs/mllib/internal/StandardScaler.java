package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.internal.Column.Density;
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
    Column output =
        columns.add(
            metadata.text("outputCol"),
            Kind.VECTOR,
            input.size(),
            metadata.flag("withMean") ? Density.DENSE : input.density(),
            where);
    Path data = metadata.folder().resolve("data");
    List<double[]> statistics = new ArrayList<>();
    ParquetFolder.onlyRow(
        data,
        batch -> {
          statistics.add(SparkVector.read(batch, "mean", input.size(), data));
          statistics.add(SparkVector.read(batch, "std", input.size(), data));
        });
    double[] shift = statistics.get(0);
    double[] scale = statistics.get(1);
    for (int i = 0; i < scale.length; i++) {
      scale[i] = scale[i] == 0 ? 0 : 1 / scale[i];
    }
    return new StandardScaler(
        input,
        output,
        metadata.flag("withMean") ? SparkVector.finite(shift, "mean", data) : Doubles.EMPTY,
        metadata.flag("withStd") ? SparkVector.finite(scale, "1 / std", data) : Doubles.EMPTY);
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
