package org.bankrs.mllib;

import java.util.List;
import java.util.Optional;

/**
 * What {@link PipelineScorer#score(List)} found for each row. Immutable and thread-safe; a copy, so
 * that the rows can be used again.
 */
public final class BatchScores {

  private final int classifiers;
  private final double[] probabilities;
  private final boolean[] decisions;
  private final List<Optional<ScoringException>> refusals;

  /** Takes the arrays over: row by row, classifier by classifier. */
  BatchScores(
      int classifiers,
      double[] probabilities,
      boolean[] decisions,
      List<Optional<ScoringException>> refusals) {
    this.classifiers = classifiers;
    this.probabilities = probabilities;
    this.decisions = decisions;
    this.refusals = refusals;
  }

  /** Number of rows. */
  public int size() {
    return refusals.size();
  }

  /** Why Spark would refuse or leave out a row; empty for one that was scored. */
  public Optional<ScoringException> refusal(int row) {
    return refusals.get(row);
  }

  /**
   * The probability of class 1, in [0, 1]; NaN for a row that is refused.
   *
   * @param row position in the list of rows
   * @param classifier position among {@link PipelineScorer#classifiers()}
   */
  public double probability(int row, int classifier) {
    return probabilities[index(row, classifier)];
  }

  /**
   * Whether Spark would predict class 1; false for a row that is refused.
   *
   * @param row position in the list of rows
   * @param classifier position among {@link PipelineScorer#classifiers()}
   */
  public boolean decision(int row, int classifier) {
    return decisions[index(row, classifier)];
  }

  private int index(int row, int classifier) {
    if (row < 0 || row >= size() || classifier < 0 || classifier >= classifiers) {
      throw new IndexOutOfBoundsException(
          "row %d, classifier %d of %d rows, %d classifiers"
              .formatted(row, classifier, size(), classifiers));
    }
    return row * classifiers + classifier;
  }
}
