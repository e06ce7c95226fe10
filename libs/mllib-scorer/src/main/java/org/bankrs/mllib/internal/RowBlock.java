package org.bankrs.mllib.internal;

/**
 * Up to 64 rows that are scored together, so that one long holds the outcomes of a split for all of
 * them; and room for what is computed on the way. Used again for the next rows; not thread-safe.
 */
final class RowBlock {

  /** Most rows of a block. */
  static final int SIZE = Long.SIZE;

  private final RowValues[] rows = new RowValues[SIZE];
  private int count;

  /** By the number of a test: bit r is 1 where row r goes right. */
  final long[] outcomes;

  /** Room for one category of each row. */
  final int[] places = new int[SIZE];

  /** Room for the tests of one level of a tree. */
  final long[] level = new long[1 << (CompleteTrees.MAX_DEPTH - 1)];

  /** By level: bit r is 1 where row r goes right there. */
  final long[] path = new long[CompleteTrees.MAX_DEPTH];

  /** Four sums for each row. */
  final double[] sums = new double[4 * SIZE];

  RowBlock(int outcomeCount) {
    outcomes = new long[outcomeCount];
  }

  void clear() {
    count = 0;
  }

  void add(RowValues row) {
    rows[count++] = row;
  }

  int count() {
    return count;
  }

  RowValues row(int index) {
    return rows[index];
  }

  /** Takes a row out; the last one comes in its place. */
  void remove(int index) {
    rows[index] = rows[--count];
  }
}
