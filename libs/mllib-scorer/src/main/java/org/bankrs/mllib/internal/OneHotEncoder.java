package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.Column.Density;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Turns the index of a category into a vector with a one at that place. With handleInvalid "keep"
 * an index that was not seen in training has a place of its own; a missing index makes a missing
 * vector.
 *
 * @param encoded one for each column
 * @param handleInvalid what happens to an index that was not seen; Spark has no "skip" here
 */
record OneHotEncoder(List<Encoded> encoded, HandleInvalid handleInvalid) implements Stage {

  /**
   * One column.
   *
   * @param input read
   * @param output written
   * @param categories seen in training
   */
  record Encoded(Column input, Column output, int categories) {}

  private static final String SIZES = "categorySizes";

  static OneHotEncoder read(Metadata metadata, Columns columns) {
    metadata.expectOnly(
        "dropLast", "handleInvalid", "inputCol", "inputCols", "outputCol", "outputCols");
    metadata.choice("handleInvalid", "error", "keep");
    String where = metadata.where();
    HandleInvalid handleInvalid = HandleInvalid.of(metadata);
    List<String> inputs = metadata.columns("inputCol", "inputCols");
    List<String> outputs = metadata.columns("outputCol", "outputCols");
    Checks.sameSize(where, "input columns", inputs, "output columns", outputs);
    Path data = metadata.folder().resolve("data");
    List<Integer> sizes = new ArrayList<>();
    ParquetFolder.onlyRow(
        data,
        batch -> {
          for (int size : batch.firstInts(SIZES + ".list.element")) {
            sizes.add(size);
          }
        });
    Checks.sameSize(where, "input columns", inputs, SIZES, sizes);

    List<Column> sources = inputs.stream().map(name -> columns.number(name, where)).toList();
    List<Encoded> encoded = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      int categories = sizes.get(i);
      if (categories < 1) {
        throw new ModelFormatException(
            data + ": '" + inputs.get(i) + "' has " + categories + " categories; expected some");
      }
      long size =
          (long) categories
              + (handleInvalid == HandleInvalid.KEEP ? 1 : 0)
              - (metadata.flag("dropLast") ? 1 : 0);
      Column output =
          columns.add(
              outputs.get(i),
              Kind.VECTOR,
              (int) Math.min(size, Integer.MAX_VALUE),
              Density.SPARSE,
              where);
      encoded.add(new Encoded(sources.get(i), output, categories));
    }
    return new OneHotEncoder(List.copyOf(encoded), handleInvalid);
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    for (Encoded column : encoded) {
      double index = numbers[column.input.offset()];
      int first = column.output.offset();
      int size = column.output.size();
      boolean missing = Double.isNaN(index);
      boolean seen = index >= 0 && index < column.categories;
      if (!missing && !seen && handleInvalid != HandleInvalid.KEEP) {
        throw handleInvalid.refusal(column.input, "unknown category " + index);
      }
      Arrays.fill(numbers, first, first + size, missing ? Double.NaN : 0);
      int place = seen ? (int) index : column.categories;
      if (!missing && place < size) {
        numbers[first + place] = 1;
      }
    }
  }

  @Override
  public void trace(Origins origins) {
    encoded.forEach(
        column -> origins.derive(column.input, 0, column.output, 0, column.output.size()));
  }
}
