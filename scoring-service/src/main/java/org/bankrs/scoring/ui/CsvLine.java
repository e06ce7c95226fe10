package org.bankrs.scoring.ui;

import java.util.List;
import org.apache.commons.text.StringTokenizer;

/** Takes a line of the raw file apart: commas, and quotes around what holds commas. */
final class CsvLine {
  private CsvLine() {}

  /** The values of a line, without their quotes and the blanks around them. */
  static List<String> split(String line) {
    return StringTokenizer.getCSVInstance(line).setIgnoreEmptyTokens(false).getTokenList();
  }
}
