package org.bankrs.job.explore;

/**
 * Follows one customer after another through rows sorted by customer and month, and tells how long
 * ago the customer last took a product. Not thread-safe.
 */
final class Recency {
  private static final int NEVER = Integer.MIN_VALUE;

  private long customer;
  private boolean started;
  private int lastMonth;
  private int lastHeld;
  private int acquiredIn = NEVER;
  private boolean newCustomer;
  private int dropped;

  /** Takes the next row. */
  void next(StudyRow row) {
    newCustomer = !started || row.customer() != customer;
    started = true;
    if (newCustomer) {
      customer = row.customer();
      acquiredIn = NEVER;
      dropped = 0;
    } else {
      boolean followed = row.month() == lastMonth + 1;
      dropped = followed ? lastHeld & ~row.held() : 0;
      if (followed && (row.held() & ~lastHeld) != 0) {
        acquiredIn = row.month();
      }
    }
    lastMonth = row.month();
    lastHeld = row.held();
  }

  /** Whether the row is the customer's first. */
  boolean isNewCustomer() {
    return newCustomer;
  }

  /** The products, as bits, that were held the month before and are not now. */
  int dropped() {
    return dropped;
  }

  /** In which of the {@link Factor#RECENT} groups the row is. */
  String group() {
    if (newCustomer) {
      return "first row of the customer";
    }
    if (acquiredIn == NEVER) {
      return "nothing taken so far";
    }
    int ago = lastMonth - acquiredIn;
    return switch (ago) {
      case 0 -> "took one this month";
      case 1 -> "1 month ago";
      case 2 -> "2 months ago";
      case 3, 4, 5 -> "3 to 5 months ago";
      default -> "6 or more months ago";
    };
  }
}
