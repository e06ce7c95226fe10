package org.bankrs.scoring.row;

import java.util.List;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.SnapshotMonth;

/**
 * Whether a customer's earlier rows say when they were: each needs its month and products, and they
 * come oldest first, all before the row itself.
 */
final class HistoryChecks {
  private static final String MONTH = ProfileColumn.SNAPSHOT.column();
  private static final String CUSTOMER = ProfileColumn.CUSTOMER.column();

  private HistoryChecks() {}

  /**
   * Adds what is wrong.
   *
   * @param months the earlier rows and the row itself, last
   * @param named by earlier row: whether it has any product's field
   */
  static void check(List<CustomerMonth> months, List<Boolean> named, FieldErrors errors) {
    CustomerMonth row = months.get(months.size() - 1);
    if (row.month().isEmpty() && months.size() > 1) {
      errors.add(missing("", "the month that the history leads to, as yyyy-MM-dd"));
      return;
    }
    for (int i = 0; i + 1 < months.size(); i++) {
      CustomerMonth earlier = months.get(i);
      String place = RowReader.HISTORY + "[" + i + "]";
      if (earlier.month().isEmpty()) {
        errors.add(missing(place + ".", "its month as yyyy-MM-dd"));
      } else if (!named.get(i)) {
        String expected = "the product flags of that month";
        errors.add(
            new FieldError(place, place + " names no product: expected " + expected, expected));
      } else if (earlier.customer().isPresent()
          && row.customer().isPresent()
          && !earlier.customer().equals(row.customer())) {
        String expected = "the customer of the row, " + row.customer().getAsLong();
        errors.add(wrong(place, CUSTOMER, "" + earlier.customer().getAsLong(), expected));
      } else {
        SnapshotMonth month = earlier.month().orElseThrow();
        SnapshotMonth end = row.month().orElseThrow();
        if (month.compareTo(end) >= 0) {
          errors.add(wrong(place, MONTH, "" + month, "a month before that of the row, " + end));
        } else if (i > 0 && !isAfter(month, months.get(i - 1))) {
          errors.add(
              wrong(
                  place, MONTH, "" + month, "a later month than the row before it: oldest first"));
        }
      }
    }
  }

  private static boolean isAfter(SnapshotMonth month, CustomerMonth before) {
    return before.month().isEmpty() || month.compareTo(before.month().get()) > 0;
  }

  private static FieldError missing(String place, String expected) {
    return new FieldError(
        place + MONTH, "%s%s is missing: expected %s".formatted(place, MONTH, expected), expected);
  }

  private static FieldError wrong(String place, String column, String found, String expected) {
    String field = place + "." + column;
    return new FieldError(
        field, "%s is %s: expected %s".formatted(field, found, expected), expected);
  }
}
