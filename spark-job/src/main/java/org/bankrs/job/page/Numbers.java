package org.bankrs.job.page;

import java.util.Locale;

/** Numbers as pages write them, the same in every country. NaN is a hyphen. */
public final class Numbers {
  private static final int MOST_DIGITS = 6;

  private Numbers() {}

  /** A whole number with commas: 12,345. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A number rounded to a whole one, with commas. */
  public static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : "-";
  }

  /** A number with a fixed number of digits behind the point. */
  public static String decimal(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : "-";
  }

  /**
   * A share of 1 in percent, three digits that count: 45.8 %, 1.36 %, 0.255 %. Only all is 100.0 %:
   * near it there are more digits.
   */
  public static String percent(double share) {
    double percent = share * 100;
    double size = Math.abs(percent);
    int digits = size == 0 || size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    while (size < 100 && digits < MOST_DIGITS && size >= 100 - Math.pow(10, -digits) / 2) {
      digits++;
    }
    return Double.isFinite(percent) ? decimal(percent, digits) + " %" : "-";
  }

  /** A ratio: 10.4 times. */
  public static String times(double ratio) {
    return Double.isFinite(ratio) ? decimal(ratio, ratio >= 100 ? 0 : 1) + " times" : "-";
  }
}
