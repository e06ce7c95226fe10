package org.bankrs.mllib.explain;

import java.util.Comparator;
import java.util.List;

/**
 * How a margin came about. The margin is half the log-odds of class 1: the probability is {@code 1
 * / (1 + exp(-2 margin))}. Immutable and thread-safe.
 *
 * @param margin of the row, as Spark computes it
 * @param expectedMargin the mean margin over the rows that each tree was grown on
 * @param contributions of all raw columns, in the order of the scorer's inputs; with the expected
 *     margin they add up to the margin, but for rounding (within 1e-9 for margins below 100)
 */
public record Explanation(double margin, double expectedMargin, List<Contribution> contributions) {

  /** Copies the list. */
  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /**
   * The columns that moved the margin most, in either direction, strongest first.
   *
   * @param count at most how many; columns without any contribution are left out
   */
  public List<Contribution> strongest(int count) {
    return contributions.stream()
        .filter(contribution -> contribution.value() != 0)
        .sorted(
            Comparator.comparingDouble(
                (Contribution contribution) -> -Math.abs(contribution.value())))
        .limit(count)
        .toList();
  }
}
