package org.bankrs.schema;

/** A row as the bank delivers it: 48 texts. */
@FunctionalInterface
public interface RawRow {
  /**
   * The text of a column.
   *
   * @param position the column's place in {@link RawSchema#COLUMNS}
   * @return the raw text, empty when there is none
   */
  String text(int position);
}
