package org.bankrs.simulator;

import java.time.LocalDate;
import java.util.List;
import org.bankrs.schema.SnapshotMonth;

/**
 * The customers in the order in which they joined. A customer's index is mapped to a place in that
 * order by a permutation of as many places as the real bank has customers, so that numbers grow
 * with the date of joining as at the bank, and yet no customer depends on how many there are.
 * Thread-safe.
 */
final class Joinings {
  /** Customers of the real bank. */
  static final long PLACES = 956_645;

  private static final long FIRST_NUMBER = 15_889;
  private static final double NUMBER_STEP = 1_537_800.0 / (PLACES - 1);
  private static final long NUMBERS_PER_ROUND = 1_600_000;

  private final Permutation places;
  private final List<SnapshotMonth> months;
  private final Discrete customers;
  private final double[] lateShare;
  private final double[] studentShare;
  private final double[] topShare;
  private final double[] currentAccountShare;

  Joinings(long seed) {
    places = new Permutation(Randomness.mix(seed), PLACES);
    Table table = Table.read("joining.csv");
    months = table.texts("month").stream().map(SnapshotMonth::parse).toList();
    customers = new Discrete(table.numbers("customers"));
    lateShare = table.numbers("late_share");
    studentShare = table.numbers("student_share");
    topShare = table.numbers("top_share");
    currentAccountShare = table.numbers("current_account_share");
  }

  /**
   * A place in the order of joining.
   *
   * @param number the bank's number of the customer at that place
   * @param score how long ago the customer joined compared with all others: standard normal
   * @param row the row of the month of joining
   * @param date the date of joining
   */
  record Place(long number, double score, int row, LocalDate date) {}

  Place place(long customer) {
    long place = places.apply(customer % PLACES);
    long round = customer / PLACES;
    long number = FIRST_NUMBER + (long) (place * NUMBER_STEP) + round * NUMBERS_PER_ROUND;
    double share = (place + 0.5) / PLACES;
    int row = customers.quantile(share);
    return new Place(number, Normal.quantile(1 - share), row, date(row, customers.within(share)));
  }

  /** A day from the 29th of the month before to the 28th: then the month is the first one. */
  private LocalDate date(int row, double within) {
    SnapshotMonth month = months.get(row);
    LocalDate last = LocalDate.of(month.year(), month.calendarMonth(), Panel.SNAPSHOT_DAY);
    LocalDate before = last.minusMonths(1);
    long days = last.toEpochDay() - before.toEpochDay();
    return before.plusDays(1 + (long) (within * days));
  }

  Cohort cohort(Place place, double draw) {
    if (Panel.number(months.get(place.row())) > 0) {
      return Cohort.JOINER;
    }
    return draw < lateShare[place.row()] ? Cohort.LATE : Cohort.FOUNDING;
  }

  int firstMonth(Place place, Cohort cohort) {
    return switch (cohort) {
      case FOUNDING -> 0;
      case LATE -> Panel.EXTRACT_MONTH;
      case JOINER -> Panel.number(months.get(place.row()));
    };
  }

  double studentShare(Place place) {
    return studentShare[place.row()];
  }

  double topShare(Place place) {
    return topShare[place.row()];
  }

  double currentAccountShare(Place place) {
    return currentAccountShare[place.row()];
  }
}
