package org.bankrs.job.train;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.schema.SnapshotMonth;

/**
 * Which of the months before validation train, and how much their rows count.
 *
 * @param newest so many of the newest ones; 0: all
 * @param season how often each row of the month a year before the test month counts, 1 to 256; more
 *     than 1 lets that month train even where it is not among the newest
 */
public record MonthChoice(int newest, double season) {
  /** All months, all rows alike. */
  public static final MonthChoice ALL = new MonthChoice(0, 1);

  private static final int MAX_WEIGHT = 256;
  private static final int YEAR = 12;

  /** Refuses values out of range, by the name of their option. */
  public MonthChoice {
    if (newest < 0) {
      throw new IllegalArgumentException("--months " + newest + ": expected at least 0");
    }
    if (!(season >= 1 && season <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          "--season-weight %s: expected 1 to %d".formatted(season, MAX_WEIGHT));
    }
  }

  /** The month a year before a test month. */
  public static SnapshotMonth season(SnapshotMonth test) {
    return test.plus(-YEAR);
  }

  /** The split with fewer training months. */
  public Split of(Split split) {
    List<SnapshotMonth> train = split.train();
    if (newest == 0 || newest >= train.size()) {
      return split;
    }
    SnapshotMonth season = season(split.test());
    List<SnapshotMonth> chosen = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      boolean weighted = this.season > 1 && train.get(i).equals(season);
      if (weighted || i >= train.size() - newest) {
        chosen.add(train.get(i));
      }
    }
    return new Split(List.copyOf(chosen), split.validation(), split.test());
  }
}
