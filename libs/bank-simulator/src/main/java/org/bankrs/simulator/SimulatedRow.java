package org.bankrs.simulator;

import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawRow;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/** A simulated row: its 48 texts as in the raw file, padding included. Immutable, thread-safe. */
public final class SimulatedRow implements RawRow {
  private static final int QUOTED = ProfileColumn.PROVINCE_NAME.ordinal();

  private final int month;
  private final String[] texts;

  SimulatedRow(int month, String[] texts) {
    this.month = month;
    this.texts = texts;
  }

  /** The month of the snapshot. */
  public SnapshotMonth month() {
    return Panel.name(month);
  }

  /** The month's number in the panel. */
  int monthNumber() {
    return month;
  }

  /** The text of a column without the quotes that the file puts around a province. */
  @Override
  public String text(int position) {
    return texts[position];
  }

  /** The line of the raw file, without its end. */
  public String line() {
    StringBuilder line = new StringBuilder(200);
    for (int position = 0; position < texts.length; position++) {
      if (position > 0) {
        line.append(',');
      }
      if (position == QUOTED) {
        line.append('"').append(texts[position]).append('"');
      } else {
        line.append(texts[position]);
      }
    }
    return line.toString();
  }

  /** The first line of the raw file, without its end: all names in quotes. */
  public static String header() {
    return "\"" + String.join("\",\"", RawSchema.NAMES) + "\"";
  }

  @Override
  public String toString() {
    return line();
  }
}
