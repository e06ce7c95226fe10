package org.bankrs.scoring.ui;

import java.util.ArrayList;
import java.util.List;

/** Takes a line of the raw file apart: commas, and quotes around what holds commas. */
final class CsvLine {
  private CsvLine() {}

  /** The values of a line, without their quotes. */
  static List<String> split(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        // A quote inside quotes is written twice.
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          value.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }
}
