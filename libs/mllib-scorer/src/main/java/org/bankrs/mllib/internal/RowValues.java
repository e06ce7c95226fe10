package org.bankrs.mllib.internal;

import java.util.Arrays;

/** What is known of one row while it is scored, used again for the next. Not thread-safe. */
public final class RowValues {

  private final double[] numbers;
  private final String[] texts;
  private final int outcomeCount;

  /** Made when needed: rows that are scored together need none. */
  private byte[] outcomes = {};

  /**
   * A row with all values missing.
   *
   * @param numberCount numbers, raw and derived
   * @param textCount texts
   * @param outcomeCount outcomes of splits that trees share
   */
  public RowValues(int numberCount, int textCount, int outcomeCount) {
    numbers = new double[numberCount];
    texts = new String[textCount];
    this.outcomeCount = outcomeCount;
    clear();
  }

  /** Makes all values missing. */
  public void clear() {
    Arrays.fill(numbers, Double.NaN);
    Arrays.fill(texts, null);
  }

  /** All numbers by the offsets of their columns, NaN where missing; to be written to. */
  public double[] numbers() {
    return numbers;
  }

  /** All texts by the offsets of their columns, null where missing; to be written to. */
  public String[] texts() {
    return texts;
  }

  /** For each split that trees share 1 where the row goes right and 0 where it goes left. */
  byte[] outcomes() {
    if (outcomes.length < outcomeCount) {
      outcomes = new byte[outcomeCount];
    }
    return outcomes;
  }
}
