package org.bankrs.mllib.internal;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Replaces numbers by the index of the bucket they are in. A bucket begins with its lower bound;
 * the last one also ends with its upper bound. A missing number stays missing, unless the row is
 * left out for it.
 *
 * @param bucketed one for each column
 * @param handleInvalid "skip" leaves out rows with a missing number; the others only matter for a
 *     NaN that is not missing, which this library does not know
 */
record Bucketizer(List<Bucketed> bucketed, HandleInvalid handleInvalid) implements Stage {

  /**
   * One column.
   *
   * @param input read
   * @param output written
   * @param bounds ascending, one more than buckets
   */
  record Bucketed(Column input, Column output, Doubles bounds) {}

  static Bucketizer read(Metadata metadata, Columns columns) {
    metadata.expectOnly(
        "handleInvalid",
        "inputCol",
        "inputCols",
        "outputCol",
        "outputCols",
        "splits",
        "splitsArray");
    String where = metadata.where();
    List<String> inputs = metadata.columns("inputCol", "inputCols");
    List<String> outputs = metadata.columns("outputCol", "outputCols");
    List<List<Double>> bounds =
        metadata.isSet("inputCol")
            ? metadata.numbers("splits").stream().toList()
            : metadata.numberLists("splitsArray");
    Checks.sameSize(where, "input columns", inputs, "output columns", outputs);
    Checks.sameSize(where, "input columns", inputs, "lists of splits", bounds);
    List<Column> sources = inputs.stream().map(name -> columns.number(name, where)).toList();
    List<Bucketed> bucketed = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Column output = columns.add(outputs.get(i), Kind.NUMBER, 1, where);
      bucketed.add(new Bucketed(sources.get(i), output, ascending(bounds.get(i), where)));
    }
    return new Bucketizer(List.copyOf(bucketed), HandleInvalid.of(metadata));
  }

  private static Doubles ascending(List<Double> bounds, String where) {
    boolean ascending = bounds.size() >= 3;
    for (int i = 1; i < bounds.size(); i++) {
      ascending &= bounds.get(i - 1) < bounds.get(i);
    }
    if (!ascending) {
      throw new ModelFormatException(
          where + ": splits are " + bounds + "; expected at least three, ascending");
    }
    return new Doubles(bounds.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    for (Bucketed column : bucketed) {
      double value = numbers[column.input.offset()];
      if (Double.isNaN(value) && handleInvalid == HandleInvalid.SKIP) {
        throw handleInvalid.refusal(column.input, "missing");
      }
      numbers[column.output.offset()] = Double.isNaN(value) ? value : bucket(column, value);
    }
  }

  private static int bucket(Bucketed column, double value) {
    Doubles bounds = column.bounds;
    int last = bounds.size() - 1;
    if (value == bounds.get(last)) {
      return last - 1;
    }
    int place = bounds.search(value);
    int bucket = place >= 0 ? place : -place - 2;
    if (bucket < 0 || bucket >= last) {
      throw HandleInvalid.ERROR.refusal(
          column.input,
          "%s is outside of [%s, %s]".formatted(value, bounds.get(0), bounds.get(last)));
    }
    return bucket;
  }

  @Override
  public void trace(Origins origins) {
    bucketed.forEach(column -> origins.derive(column.input, column.output));
  }
}
