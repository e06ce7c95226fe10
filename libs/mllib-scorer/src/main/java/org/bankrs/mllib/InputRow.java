package org.bankrs.mllib;

import java.util.Objects;
import org.bankrs.mllib.internal.RowValues;

/**
 * The raw values of one row, to be filled, scored and used again.
 *
 * <p>Columns are numbered as in {@link PipelineScorer#inputs()}. All values start missing. A row
 * belongs to the scorer that made it and is not thread-safe.
 */
public final class InputRow {

  private final PipelineScorer scorer;
  private final RowValues values;

  /**
   * An empty row.
   *
   * @param scorer whose rows this one is for
   * @param values room for them and for what is derived from them
   */
  InputRow(PipelineScorer scorer, RowValues values) {
    this.scorer = scorer;
    this.values = values;
  }

  /**
   * Position of a raw column.
   *
   * @param name its name, exactly as in {@link PipelineScorer#inputs()}
   * @throws IllegalArgumentException if the pipeline reads no such column
   */
  public int indexOf(String name) {
    return scorer.indexOf(Objects.requireNonNull(name, "name"));
  }

  /**
   * Sets a number.
   *
   * @param column position of a column of type {@link InputType#NUMBER}
   * @param value any double; NaN means missing
   * @throws IllegalArgumentException if there is no such column or it is a text
   */
  public void setNumber(int column, double value) {
    values.numbers()[slot(column, InputType.NUMBER)] = value;
  }

  /**
   * Sets a text.
   *
   * @param column position of a column of type {@link InputType#TEXT}
   * @param value the text; see {@link #setMissing} for a missing one
   * @throws IllegalArgumentException if there is no such column or it is a number
   */
  public void setText(int column, String value) {
    int slot = slot(column, InputType.TEXT);
    values.texts()[slot] =
        Objects.requireNonNull(
            value, () -> scorer.input(column).name() + ": null, use setMissing for a missing text");
  }

  /**
   * Makes a value missing.
   *
   * @param column position of a column of either type
   * @throws IllegalArgumentException if there is no such column
   */
  public void setMissing(int column) {
    switch (scorer.input(column).type()) {
      case NUMBER -> values.numbers()[scorer.slot(column)] = Double.NaN;
      case TEXT -> values.texts()[scorer.slot(column)] = null;
    }
  }

  /** Makes all values missing. */
  public void clear() {
    values.clear();
  }

  private int slot(int column, InputType type) {
    InputColumn input = scorer.input(column);
    if (input.type() != type) {
      throw new IllegalArgumentException("column '" + input.name() + "' is not a " + type);
    }
    return scorer.slot(column);
  }

  PipelineScorer scorer() {
    return scorer;
  }

  RowValues values() {
    return values;
  }
}
