package org.bankrs.schema;

/** How the text of a raw column is read. */
public enum ColumnKind {
  /** A date, {@code yyyy-MM-dd}. */
  DATE("a date as yyyy-MM-dd"),
  /** The customer's number, a positive whole number. */
  CUSTOMER("a positive whole number"),
  /** A decimal number. */
  NUMBER("a decimal number such as 87218.1"),
  /** A code; any text, so that values nobody has seen yet do not stop the system. */
  CATEGORY("a code in UTF-8"),
  /** A product flag: 0 or 1. */
  FLAG("0 or 1");

  private final String expected;

  ColumnKind(String expected) {
    this.expected = expected;
  }

  /** What a value of this kind looks like, for error messages. */
  public String expected() {
    return expected;
  }
}
