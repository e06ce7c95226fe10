package org.bankrs.mllib.internal;

import java.util.List;
import org.bankrs.mllib.internal.Column.Density;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Puts numbers and vectors one after the other into one vector. As in Spark only a number by itself
 * or a vector that is missing can be invalid; a missing value inside a vector passes.
 *
 * @param inputs in order
 * @param output their elements
 * @param handleInvalid what happens to missing numbers
 */
record VectorAssembler(List<Column> inputs, Column output, HandleInvalid handleInvalid)
    implements Stage {

  static VectorAssembler read(Metadata metadata, Columns columns) {
    metadata.expectOnly("handleInvalid", "inputCols", "outputCol");
    String where = metadata.where();
    List<Column> inputs =
        metadata.texts("inputCols").stream()
            .map(name -> columns.numberOrVector(name, where))
            .toList();
    long size = inputs.stream().mapToLong(Column::size).sum();
    Column output =
        columns.add(
            metadata.text("outputCol"),
            Kind.VECTOR,
            (int) Math.min(size, Integer.MAX_VALUE),
            Density.COMPRESSED,
            where);
    return new VectorAssembler(inputs, output, HandleInvalid.of(metadata));
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    int target = output.offset();
    for (Column input : inputs) {
      int source = input.offset();
      if ((input.kind() == Kind.NUMBER || input.density() == Density.SPARSE)
          && input.size() > 0
          && handleInvalid != HandleInvalid.KEEP
          && Double.isNaN(numbers[source])) {
        throw handleInvalid.refusal(input, "missing");
      }
      if (input.size() == 1) {
        numbers[target] = numbers[source];
      } else {
        System.arraycopy(numbers, source, numbers, target, input.size());
      }
      target += input.size();
    }
  }

  @Override
  public void trace(Origins origins) {
    int target = 0;
    for (Column input : inputs) {
      for (int i = 0; i < input.size(); i++) {
        origins.derive(input, i, output, target++, 1);
      }
    }
  }
}
