package org.bankrs.mllib.internal;

/**
 * Where a column lies in a row.
 *
 * @param name as in the saved pipeline; empty for one that nothing else can read
 * @param kind what it holds
 * @param offset of its value, or of a vector's first element, among the numbers or the texts
 * @param size number of elements; 1 unless it is a vector
 * @param density how Spark would keep it if it is a vector
 */
public record Column(String name, Kind kind, int offset, int size, Density density) {

  /**
   * How Spark keeps a vector. Here all are dense; but Spark sums the products of two dense vectors
   * in another order than those of sparse ones.
   */
  public enum Density {
    /** All elements. */
    DENSE,
    /** Those that differ from 0; a vector that begins with NaN stands for one that is missing. */
    SPARSE,
    /** Whichever takes less room, row by row. */
    COMPRESSED
  }

  /** Whether Spark keeps this vector sparse in a row. */
  boolean isSparse(double[] numbers) {
    return switch (density) {
      case DENSE -> false;
      case SPARSE -> true;
      case COMPRESSED -> {
        int filled = 0;
        for (int i = 0; i < size; i++) {
          filled += numbers[offset + i] != 0 ? 1 : 0;
        }
        yield 1.5 * (filled + 1.0) < size;
      }
    };
  }

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
