package org.bankrs.mllib;

/** What a raw column holds. */
public enum InputType {
  /** A double. A column that is an integer or a float in Spark is not told apart. */
  NUMBER,
  /** A string, compared exactly: case, blanks and the empty string count. */
  TEXT
}
