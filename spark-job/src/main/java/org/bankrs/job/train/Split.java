package org.bankrs.job.train;

import java.util.List;
import org.bankrs.schema.SnapshotMonth;

/**
 * Which months do what: the newest labelled month tests, the one before validates, all older ones
 * train. A month stands for the snapshot whose next month gives the label.
 *
 * @param train oldest first, not empty
 */
public record Split(List<SnapshotMonth> train, SnapshotMonth validation, SnapshotMonth test) {
  /** How many labelled months are needed: one each to train, validate and test. */
  public static final int MIN_LABELLED_MONTHS = 3;

  /** How many months of rows that takes; the last one only gives labels. */
  public static final int MIN_MONTHS = MIN_LABELLED_MONTHS + 1;

  /** Splits the labelled months, given oldest first. */
  public static Split of(List<SnapshotMonth> labelled) {
    int n = labelled.size();
    if (n < MIN_LABELLED_MONTHS) {
      throw new IllegalArgumentException(
          "%d labelled months: expected at least %d".formatted(n, MIN_LABELLED_MONTHS));
    }
    return new Split(
        List.copyOf(labelled.subList(0, n - 2)), labelled.get(n - 2), labelled.get(n - 1));
  }

  /** The newest month that trains. */
  public SnapshotMonth lastTrain() {
    return train.get(train.size() - 1);
  }
}
