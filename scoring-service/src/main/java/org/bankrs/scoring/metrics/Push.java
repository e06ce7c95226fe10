package org.bankrs.scoring.metrics;

/**
 * The lines of one push.
 *
 * @param lines how many
 * @param text the lines, of ASCII characters
 */
record Push(int lines, String text) {
  /** Length in bytes. */
  int length() {
    return text.length();
  }
}
