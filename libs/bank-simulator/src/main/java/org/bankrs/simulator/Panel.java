package org.bankrs.simulator;

import java.time.LocalDate;
import org.bankrs.schema.SnapshotMonth;

/** The months of the panel: 2015-01 to 2016-06, numbered from 0. */
final class Panel {
  /** The number of months that can be simulated; the last one is the real bank's test month. */
  static final int MONTHS = 18;

  /** The day of the month on which the bank takes its snapshot. */
  static final int SNAPSHOT_DAY = 28;

  /**
   * The month whose extract filled the profiles of all months before it: there age, seniority and
   * the flag of new customers stand still. The block of late customers shows up in it, too.
   */
  static final int EXTRACT_MONTH = 6;

  private static final SnapshotMonth FIRST = SnapshotMonth.of(2015, 1);
  private static final LocalDate[] SNAPSHOTS = new LocalDate[MONTHS];

  static {
    for (int month = 0; month < MONTHS; month++) {
      SnapshotMonth name = name(month);
      SNAPSHOTS[month] = LocalDate.of(name.year(), name.calendarMonth(), SNAPSHOT_DAY);
    }
  }

  private Panel() {}

  /** The calendar month of a number. */
  static SnapshotMonth name(int month) {
    return FIRST.plus(month);
  }

  /** The number of a calendar month, below 0 before the panel. */
  static int number(SnapshotMonth month) {
    return month.index() - FIRST.index();
  }

  /** The day of the snapshot of a month. */
  static LocalDate snapshot(int month) {
    return SNAPSHOTS[month];
  }

  /** The day of which a month's profile speaks. */
  static LocalDate profileDay(int month) {
    return SNAPSHOTS[Math.max(month, EXTRACT_MONTH)];
  }
}
