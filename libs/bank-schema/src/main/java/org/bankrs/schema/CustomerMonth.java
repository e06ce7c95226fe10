package org.bankrs.schema;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is known of one customer in one month, cleaned and typed. Immutable and thread-safe.
 *
 * <p>Missing values: NaN for numbers, the empty text for categories, empty optionals elsewhere. A
 * missing product flag counts as not held.
 */
public final class CustomerMonth {
  /** Stands for a missing customer number in {@link #of}. */
  public static final long NO_CUSTOMER = -1;

  /** Stands for a missing month or date in {@link #of}. */
  public static final int NO_DATE = Integer.MIN_VALUE;

  private final long customer;
  private final int month;
  private final int joined;
  private final double[] numbers;
  private final String[] categories;
  private final ProductSet held;

  private CustomerMonth(
      long customer,
      int month,
      int joined,
      double[] numbers,
      String[] categories,
      ProductSet held) {
    this.customer = customer;
    this.month = month;
    this.joined = joined;
    this.numbers = numbers;
    this.categories = categories;
    this.held = held;
  }

  /**
   * A month of a customer from flat values; the arrays are copied.
   *
   * @param customer the customer's number, {@link #NO_CUSTOMER} when missing
   * @param month index of the {@link SnapshotMonth}, {@link #NO_DATE} when missing
   * @param joined index of the month of the first contract, {@link #NO_DATE} when missing
   * @param numbers by {@link ProfileColumn#slot()} of the NUMBER columns, NaN when missing
   * @param categories by slot of the CATEGORY columns, empty when missing, never null
   * @param held the products held
   */
  public static CustomerMonth of(
      long customer,
      int month,
      int joined,
      double[] numbers,
      String[] categories,
      ProductSet held) {
    if (numbers.length != ProfileColumn.count(ColumnKind.NUMBER)
        || categories.length != ProfileColumn.count(ColumnKind.CATEGORY)) {
      throw new IllegalArgumentException(
          "%d numbers and %d categories: expected %d and %d"
              .formatted(
                  numbers.length,
                  categories.length,
                  ProfileColumn.count(ColumnKind.NUMBER),
                  ProfileColumn.count(ColumnKind.CATEGORY)));
    }
    return new CustomerMonth(customer, month, joined, numbers.clone(), categories.clone(), held);
  }

  /** The customer's number. */
  public OptionalLong customer() {
    return customer == NO_CUSTOMER ? OptionalLong.empty() : OptionalLong.of(customer);
  }

  /** The month of the snapshot. */
  public Optional<SnapshotMonth> month() {
    return month == NO_DATE ? Optional.empty() : Optional.of(new SnapshotMonth(month));
  }

  /** The index of the {@link SnapshotMonth} in which the customer joined. */
  public OptionalInt joined() {
    return joined == NO_DATE ? OptionalInt.empty() : OptionalInt.of(joined);
  }

  /** A NUMBER column's value, NaN when missing. */
  public double number(ProfileColumn column) {
    require(column, ColumnKind.NUMBER);
    return numbers[column.slot()];
  }

  /** A CATEGORY column's value, empty when missing. */
  public String category(ProfileColumn column) {
    require(column, ColumnKind.CATEGORY);
    return categories[column.slot()];
  }

  /** The products held in this month. */
  public ProductSet held() {
    return held;
  }

  private static void require(ProfileColumn column, ColumnKind kind) {
    if (column.kind() != kind) {
      throw new IllegalArgumentException(
          column.column() + " is " + column.kind() + ", not " + kind);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CustomerMonth that
        && customer == that.customer
        && month == that.month
        && joined == that.joined
        && held.equals(that.held)
        && Arrays.equals(numbers, that.numbers)
        && Arrays.equals(categories, that.categories);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(customer) + month) + held.bits();
  }

  @Override
  public String toString() {
    return "CustomerMonth[customer=%d, month=%s, numbers=%s, categories=%s, held=%s]"
        .formatted(
            customer,
            month().map(SnapshotMonth::toString).orElse("missing"),
            Arrays.toString(numbers),
            Arrays.toString(categories),
            held.products());
  }
}
