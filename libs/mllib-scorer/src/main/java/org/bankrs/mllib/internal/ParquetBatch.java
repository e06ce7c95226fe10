package org.bankrs.mllib.internal;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.LayerKind;
import java.util.Arrays;

/**
 * Some rows of a Parquet file, column by column. Columns are named by their path, as in {@code
 * split.values.list.element}. Spark's models have no nulls in them, so a null is refused; arrays
 * may be longer than what they hold.
 */
final class ParquetBatch {

  private final ColumnReaders columns;

  ParquetBatch(ColumnReaders columns) {
    this.columns = columns;
  }

  int rows() {
    return columns.getRecordCount();
  }

  /** The values of an integer column; those of all rows' lists one after the other. */
  int[] ints(String path) {
    return withoutNulls(path).getInts();
  }

  /** The values of a double column; those of all rows' lists one after the other. */
  double[] doubles(String path) {
    return withoutNulls(path).getDoubles();
  }

  /** The values of a boolean column. */
  boolean[] flags(String path) {
    return withoutNulls(path).getBooleans();
  }

  /** The values of a text column; those of all rows' lists one after the other. */
  String[] texts(String path) {
    return withoutNulls(path).getStrings();
  }

  /** The values in the list of the first row. */
  double[] firstDoubles(String path) {
    int[] offsets = offsets(path, 0);
    return Arrays.copyOfRange(doubles(path), offsets[0], offsets[1]);
  }

  /** The values in the list of the first row. */
  int[] firstInts(String path) {
    int[] offsets = offsets(path, 0);
    return Arrays.copyOfRange(ints(path), offsets[0], offsets[1]);
  }

  /**
   * Where the lists of a column begin, and after them where the last one ends.
   *
   * @param depth 0 for the lists of rows, 1 for the lists in those lists
   */
  int[] offsets(String path, int depth) {
    ColumnReader column = column(path);
    int lists = 0;
    for (int layer = 0; layer < column.getLayerCount(); layer++) {
      if (column.getLayerKind(layer) == LayerKind.REPEATED && lists++ == depth) {
        return column.getLayerOffsets(layer);
      }
    }
    throw new IllegalStateException(path + " is no list");
  }

  private ColumnReader withoutNulls(String path) {
    ColumnReader column = column(path);
    boolean nulls = column.getLeafValidity().hasNulls();
    for (int layer = 0; layer < column.getLayerCount(); layer++) {
      nulls |= column.getLayerValidity(layer).hasNulls();
    }
    if (nulls) {
      throw new IllegalStateException(path + " has nulls");
    }
    return column;
  }

  private ColumnReader column(String path) {
    for (int i = 0; i < columns.getColumnCount(); i++) {
      ColumnReader column = columns.getColumnReader(i);
      if (column.getColumnSchema().fieldPath().toString().equals(path)) {
        return column;
      }
    }
    throw new IllegalStateException("no column " + path);
  }
}
