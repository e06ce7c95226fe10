package org.bankrs.simulator;

import java.time.LocalDate;

/** Counts months as the bank does. */
final class Months {
  private Months() {}

  /** Whole months from a date to a day, not below 0. */
  static int between(LocalDate from, LocalDate day) {
    int months = (day.getYear() - from.getYear()) * 12 + day.getMonthValue() - from.getMonthValue();
    return Math.max(day.getDayOfMonth() < from.getDayOfMonth() ? months - 1 : months, 0);
  }
}
