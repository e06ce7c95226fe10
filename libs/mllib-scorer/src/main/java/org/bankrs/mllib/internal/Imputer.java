package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Replaces missing numbers by one surrogate for each column. Which statistic the surrogate is was
 * settled when the stage was fitted.
 *
 * @param replacements one for each column
 * @param missingValue what counts as missing besides null; often NaN
 */
record Imputer(List<Replacement> replacements, double missingValue) implements Stage {

  /**
   * One column.
   *
   * @param input read
   * @param output written
   * @param surrogate finite
   */
  record Replacement(Column input, Column output, double surrogate) {}

  static Imputer read(Metadata metadata, Columns columns) {
    metadata.expectOnly(
        "inputCol",
        "inputCols",
        "missingValue",
        "outputCol",
        "outputCols",
        "relativeError",
        "strategy");
    String where = metadata.where();
    List<String> inputs = metadata.columns("inputCol", "inputCols");
    List<String> outputs = metadata.columns("outputCol", "outputCols");
    Checks.sameSize(where, "input columns", inputs, "output columns", outputs);
    Path data = metadata.folder().resolve("data");
    List<Double> surrogates = new ArrayList<>();
    ParquetFolder.onlyRow(
        data, batch -> inputs.forEach(input -> surrogates.add(surrogate(batch, input, data))));

    List<Column> sources = inputs.stream().map(name -> columns.number(name, where)).toList();
    List<Replacement> replacements = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Column output = columns.add(outputs.get(i), Kind.NUMBER, 1, where);
      replacements.add(new Replacement(sources.get(i), output, surrogates.get(i)));
    }
    return new Imputer(List.copyOf(replacements), metadata.number("missingValue"));
  }

  private static double surrogate(ParquetBatch batch, String column, Path data) {
    double surrogate = batch.doubles(column)[0];
    if (!Double.isFinite(surrogate)) {
      throw new ModelFormatException(
          data + ": the surrogate of '" + column + "' is " + surrogate + "; expected a number");
    }
    return surrogate;
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    for (Replacement replacement : replacements) {
      double value = numbers[replacement.input.offset()];
      numbers[replacement.output.offset()] =
          Double.isNaN(value) || value == missingValue ? replacement.surrogate : value;
    }
  }

  @Override
  public void trace(Origins origins) {
    replacements.forEach(replacement -> origins.derive(replacement.input, replacement.output));
  }
}
