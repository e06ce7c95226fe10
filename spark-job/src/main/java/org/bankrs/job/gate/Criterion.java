package org.bankrs.job.gate;

import java.util.Locale;

/**
 * One thing that was checked.
 *
 * @param name what was checked
 * @param value what was found, NaN when it could not be measured
 * @param bound what it was held against
 * @param side on which side of the bound it must be
 * @param passed whether it is
 * @param note more about it, empty for nothing
 */
public record Criterion(
    String name, double value, double bound, Side side, boolean passed, String note) {

  /** Where a value must be. */
  public enum Side {
    /** At the bound or above. */
    AT_LEAST("at least"),
    /** At the bound or below. */
    AT_MOST("at most");

    private final String text;

    Side(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Criterion atLeast(String name, double value, double bound) {
    return new Criterion(name, value, bound, Side.AT_LEAST, value >= bound, "");
  }

  static Criterion atMost(String name, double value, double bound) {
    return new Criterion(name, value, bound, Side.AT_MOST, value <= bound, "");
  }

  /** The same with a note. */
  Criterion noting(String text) {
    return new Criterion(name, value, bound, side, passed, text);
  }

  /** Such as {@code at most 0.02}. */
  String expectation() {
    return side + " " + number(bound);
  }

  /** A number with the digits that count. */
  static String number(double value) {
    return Double.isNaN(value)
        ? "-"
        : value == Math.rint(value) && Math.abs(value) < 1e9
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, "%.5g", value);
  }

  @Override
  public String toString() {
    return "%s: %s, expected %s%s"
        .formatted(name, number(value), expectation(), note.isEmpty() ? "" : " (" + note + ")");
  }
}
