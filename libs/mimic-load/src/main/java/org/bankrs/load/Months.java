package org.bankrs.load;

import org.bankrs.schema.SnapshotMonth;
import org.bankrs.simulator.Simulator;

/**
 * The months of a customer that are sent.
 *
 * @param last the month in question, from {@link #FIRST} to {@link #LAST}
 * @param earlier the most months before it, 0 and more, which are sent as the row's history; a
 *     customer has no rows before {@link #FIRST} and before joining the bank
 */
public record Months(SnapshotMonth last, int earlier) {
  /** The first month that simulated customers have rows of. */
  public static final SnapshotMonth FIRST = SnapshotMonth.of(2015, 1);

  /** The last one. */
  public static final SnapshotMonth LAST = FIRST.plus(Simulator.MAX_MONTHS - 1);

  /** Refuses months without rows. */
  public Months {
    if (!nearest(last).equals(last)) {
      throw new IllegalArgumentException(
          "month %s: expected %s to %s".formatted(last, FIRST, LAST));
    }
    if (earlier < 0) {
      throw new IllegalArgumentException(
          "%d earlier months: expected none or more".formatted(earlier));
    }
  }

  /** The month itself when simulated customers have rows of it, else the nearest that they have. */
  static SnapshotMonth nearest(SnapshotMonth month) {
    return month.compareTo(FIRST) < 0 ? FIRST : month.compareTo(LAST) > 0 ? LAST : month;
  }
}
