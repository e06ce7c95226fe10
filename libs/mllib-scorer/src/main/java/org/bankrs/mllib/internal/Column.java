package org.bankrs.mllib.internal;

/**
 * Where a column lies in a row.
 *
 * @param name as in the saved pipeline; empty for one that nothing else can read
 * @param kind what it holds
 * @param offset of its value, or of a vector's first element, among the numbers or the texts
 * @param size number of elements; 1 unless it is a vector
 */
public record Column(String name, Kind kind, int offset, int size) {

  /** What a column holds. Numbers and vectors lie among the numbers, NaN stands for missing. */
  public enum Kind {
    /** One double. */
    NUMBER,
    /** A text, null where missing. */
    TEXT,
    /** A fixed number of doubles. */
    VECTOR
  }
}
