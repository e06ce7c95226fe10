package org.bankrs.mllib.internal;

import java.util.Arrays;
import java.util.List;

/**
 * Which raw column each number of a row derives from. Stages tell it in {@link Stage#trace}.
 * Numbers that no stage speaks of, such as what a classifier answers, have no single origin.
 */
public final class Origins {

  /** In place of a raw column: the number derives from several, or from none. */
  public static final int NONE = -1;

  private final int[] ofNumbers;
  private final int[] ofTexts;

  private Origins(Columns columns) {
    ofNumbers = new int[columns.numberCount()];
    ofTexts = new int[columns.textCount()];
    Arrays.fill(ofNumbers, NONE);
    Arrays.fill(ofTexts, NONE);
    List<Column> raw = columns.raw();
    for (int i = 0; i < raw.size(); i++) {
      Column column = raw.get(i);
      (column.kind() == Column.Kind.TEXT ? ofTexts : ofNumbers)[column.offset()] = i;
    }
  }

  /** Follows a pipeline's stages. */
  public static Origins of(Pipeline pipeline) {
    Origins origins = new Origins(pipeline.columns());
    pipeline.stages().forEach(stage -> stage.trace(origins));
    return origins;
  }

  /**
   * The raw column that a number derives from, or {@link #NONE}.
   *
   * @param number its offset among the numbers of a row
   */
  public int of(int number) {
    return ofNumbers[number];
  }

  /** Every element of the second column derives from the element of the first at its place. */
  void derive(Column from, Column to) {
    for (int i = 0; i < to.size(); i++) {
      derive(from, i, to, i, 1);
    }
  }

  /** Some elements of the second column derive from one element of the first. */
  void derive(Column from, int element, Column to, int first, int count) {
    int origin =
        from.kind() == Column.Kind.TEXT
            ? ofTexts[from.offset()]
            : ofNumbers[from.offset() + element];
    Arrays.fill(ofNumbers, to.offset() + first, to.offset() + first + count, origin);
  }
}
