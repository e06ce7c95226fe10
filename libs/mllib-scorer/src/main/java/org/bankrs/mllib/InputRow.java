package org.bankrs.mllib;

import java.util.Arrays;
import java.util.Objects;

/**
 * The raw values of one row, to be filled, scored and used again.
 *
 * <p>Columns are numbered as in {@link PipelineScorer#inputs()}. All values start missing. A row
 * belongs to the scorer that made it and is not thread-safe.
 */
public final class InputRow {

  private final PipelineScorer scorer;
  private final double[] numbers;
  private final String[] texts;

  /**
   * An empty row.
   *
   * @param scorer whose rows this one is for
   * @param numberCount doubles needed for one row, raw and derived
   * @param textCount texts needed for one row
   */
  InputRow(PipelineScorer scorer, int numberCount, int textCount) {
    this.scorer = scorer;
    this.numbers = new double[numberCount];
    this.texts = new String[textCount];
    clear();
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
    numbers[slot(column, InputType.NUMBER)] = value;
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
    texts[slot] =
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
      case NUMBER -> numbers[scorer.slot(column)] = Double.NaN;
      case TEXT -> texts[scorer.slot(column)] = null;
    }
  }

  /** Makes all values missing. */
  public void clear() {
    Arrays.fill(numbers, Double.NaN);
    Arrays.fill(texts, null);
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

  double[] numbers() {
    return numbers;
  }

  String[] texts() {
    return texts;
  }
}
