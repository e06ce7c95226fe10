package org.bankrs.schema;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The cleaning rules: raw text to typed values. The only place where they are written down;
 * training and scoring both call it. Stateless and thread-safe.
 *
 * <ul>
 *   <li>Blank text, {@code NA}, {@code NaN} and {@code null} are missing.
 *   <li>Impossible values are missing: an age outside 2 to 120, a negative seniority (the bank
 *       writes -999999), a negative income.
 *   <li>Padding is cut and {@code 1.0} is the category {@code 1}; other codes keep their text
 *       ({@code 007}).
 *   <li>A missing product flag counts as not held.
 *   <li>Text that is none of its kind is a {@link FieldProblem}; the value then counts as missing.
 * </ul>
 */
public final class RowCleaner {
  private static final double MIN_AGE = 2;
  private static final double MAX_AGE = 120;
  private static final char REPLACEMENT_CHARACTER = '\uFFFD';
  private static final ProfileColumn[] PROFILE = ProfileColumn.values();
  private static final int NUMBERS = ProfileColumn.count(ColumnKind.NUMBER);
  private static final int CATEGORIES = ProfileColumn.count(ColumnKind.CATEGORY);

  private RowCleaner() {}

  /**
   * Cleans a row or throws {@link InvalidRowException} with all its problems under the name of the
   * row.
   */
  public static CustomerMonth clean(String rowName, RawRow row) {
    List<FieldProblem> problems = new ArrayList<>();
    CustomerMonth cleaned = clean(row, problems::add);
    if (!problems.isEmpty()) {
      throw new InvalidRowException(rowName, problems);
    }
    return cleaned;
  }

  /** Cleans a row; what cannot be read is reported in column order and counts as missing. */
  public static CustomerMonth clean(RawRow row, Consumer<FieldProblem> problems) {
    long customer = CustomerMonth.NO_CUSTOMER;
    int month = CustomerMonth.NO_DATE;
    int joined = CustomerMonth.NO_DATE;
    double[] numbers = new double[NUMBERS];
    String[] categories = new String[CATEGORIES];
    for (ProfileColumn column : PROFILE) {
      String text = row.text(column.ordinal()).strip();
      switch (column.kind()) {
        case DATE -> {
          int index = month(column, text, problems);
          if (column == ProfileColumn.SNAPSHOT) {
            month = index;
          } else if (column == ProfileColumn.JOINED) {
            joined = index;
          }
        }
        case CUSTOMER -> customer = customer(column, text, problems);
        case NUMBER -> numbers[column.slot()] = number(column, text, problems);
        case CATEGORY -> categories[column.slot()] = category(column, text, problems);
        case FLAG -> throw new AssertionError(column);
      }
    }
    return CustomerMonth.of(customer, month, joined, numbers, categories, held(row, problems));
  }

  private static ProductSet held(RawRow row, Consumer<FieldProblem> problems) {
    int bits = 0;
    for (int k = 0; k < Product.ALL.size(); k++) {
      String text = row.text(RawSchema.PROFILE_COLUMNS + k).strip();
      switch (text) {
        case "0", "0.0", "false" -> {}
        case "1", "1.0", "true" -> bits |= 1 << k;
        default -> {
          if (!isMissing(text)) {
            report(RawSchema.column(Product.ALL.get(k)), text, problems);
          }
        }
      }
    }
    return new ProductSet(bits);
  }

  private static int month(ProfileColumn column, String text, Consumer<FieldProblem> problems) {
    if (isMissing(text)) {
      return CustomerMonth.NO_DATE;
    }
    int index = monthOf(text);
    if (index == CustomerMonth.NO_DATE) {
      report(RawSchema.column(column), text, problems);
    }
    return index;
  }

  /**
   * The month of yyyy-MM-dd, a midnight behind it allowed (a database's time stamp); NO_DATE for
   * any other text.
   */
  private static int monthOf(String text) {
    boolean form =
        (text.length() == 10 || isMidnight(text)) && text.charAt(4) == '-' && text.charAt(7) == '-';
    if (!form) {
      return CustomerMonth.NO_DATE;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return CustomerMonth.NO_DATE;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return CustomerMonth.NO_DATE;
    }
    return SnapshotMonth.of(year, month).index();
  }

  private static boolean isMidnight(String text) {
    return text.length() >= 19 && text.substring(10).matches("[ T]00:00:00(\\.0+)?");
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static long customer(ProfileColumn column, String text, Consumer<FieldProblem> problems) {
    if (isMissing(text)) {
      return CustomerMonth.NO_CUSTOMER;
    }
    OptionalDouble number = decimal(text);
    double value = number.orElse(0);
    // Beyond 2^53 a double no longer tells neighbouring customers apart.
    if (value < 1 || value > 1L << 53 || value != Math.rint(value)) {
      report(RawSchema.column(column), text, problems);
      return CustomerMonth.NO_CUSTOMER;
    }
    return (long) value;
  }

  private static double number(ProfileColumn column, String text, Consumer<FieldProblem> problems) {
    if (isMissing(text)) {
      return Double.NaN;
    }
    OptionalDouble number = decimal(text);
    if (number.isEmpty()) {
      report(RawSchema.column(column), text, problems);
      return Double.NaN;
    }
    double value = number.getAsDouble();
    boolean possible =
        column == ProfileColumn.AGE ? value >= MIN_AGE && value <= MAX_AGE : value >= 0;
    return possible ? value : Double.NaN;
  }

  /**
   * A finite decimal number; the letters that Double.parseDouble also takes (NaN, 1d, 0x1p3) are
   * none.
   */
  private static OptionalDouble decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i)) && ".-+eE".indexOf(text.charAt(i)) < 0) {
        return OptionalDouble.empty();
      }
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static String category(
      ProfileColumn column, String text, Consumer<FieldProblem> problems) {
    if (isMissing(text)) {
      return "";
    }
    if (text.indexOf(REPLACEMENT_CHARACTER) >= 0) {
      report(RawSchema.column(column), text, problems);
      return "";
    }
    return withoutZeroFraction(text);
  }

  /** Cuts a fraction of zeros from a whole number: 1.0 is 1, but 007 stays and so does 1.5. */
  private static String withoutZeroFraction(String text) {
    int dot = text.indexOf('.');
    if (dot <= 0 || dot == text.length() - 1) {
      return text;
    }
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean zeroFraction = i > dot ? c == '0' : i == dot || isDigit(c);
      if (!zeroFraction) {
        return text;
      }
    }
    return text.substring(0, dot);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a raw text without padding stands for no value. */
  public static boolean isMissing(String stripped) {
    return switch (stripped) {
      case "", "NA", "NaN", "nan", "null" -> true;
      default -> false;
    };
  }

  private static void report(RawColumn column, String text, Consumer<FieldProblem> problems) {
    problems.accept(new FieldProblem(column, text, column.kind().expected()));
  }
}
