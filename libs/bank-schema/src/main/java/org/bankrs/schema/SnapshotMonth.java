package org.bankrs.schema;

import java.time.YearMonth;
import java.util.Locale;

/**
 * A calendar month of the panel as a running number, so that consecutive months differ by one.
 *
 * @param index 12 times the year plus the month counted from 0
 */
public record SnapshotMonth(int index) implements Comparable<SnapshotMonth> {

  /** The month of a year; {@code month} is 1 to 12. */
  public static SnapshotMonth of(int year, int month) {
    return new SnapshotMonth(year * 12 + month - 1);
  }

  /**
   * The month of a text such as {@code 2015-01}; throws DateTimeParseException for another form.
   */
  public static SnapshotMonth parse(String text) {
    YearMonth month = YearMonth.parse(text);
    return of(month.getYear(), month.getMonthValue());
  }

  /** The year. */
  public int year() {
    return Math.floorDiv(index, 12);
  }

  /** The month in the year, 1 to 12. */
  public int calendarMonth() {
    return Math.floorMod(index, 12) + 1;
  }

  /** The month that many months later (earlier when negative). */
  public SnapshotMonth plus(int months) {
    return new SnapshotMonth(index + months);
  }

  @Override
  public int compareTo(SnapshotMonth other) {
    return Integer.compare(index, other.index);
  }

  /** Such as {@code 2015-01}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04d-%02d", year(), calendarMonth());
  }
}
