package org.bankrs.job.panel;

import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawRow;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;

/** Which raw columns of a row have no usable value. */
final class MissingColumns {
  private static final ProfileColumn[] PROFILE = ProfileColumn.values();

  private MissingColumns() {}

  /** Bits by position in {@link RawSchema#COLUMNS}. */
  static long of(RawRow texts, CustomerMonth month) {
    long missing = 0;
    for (ProfileColumn column : PROFILE) {
      boolean empty =
          switch (column.kind()) {
            case NUMBER -> Double.isNaN(month.number(column));
            case CATEGORY -> month.category(column).isEmpty();
            case CUSTOMER -> month.customer().isEmpty();
            case DATE ->
                switch (column) {
                  case SNAPSHOT -> month.month().isEmpty();
                  case JOINED -> month.joined().isEmpty();
                  default -> isMissing(texts, column.ordinal());
                };
            case FLAG -> throw new AssertionError(column);
          };
      missing |= empty ? 1L << column.ordinal() : 0;
    }
    for (int position = RawSchema.PROFILE_COLUMNS;
        position < RawSchema.COLUMNS.size();
        position++) {
      missing |= isMissing(texts, position) ? 1L << position : 0;
    }
    return missing;
  }

  private static boolean isMissing(RawRow texts, int position) {
    return RowCleaner.isMissing(texts.text(position).strip());
  }
}
