package org.bankrs.mllib;

import java.util.Objects;

/** A row for which Spark would give no answer: it would throw, or leave the row out. */
public final class ScoringException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What Spark would do with the row. */
  public enum Outcome {
    /** Spark throws: a value is invalid and {@code handleInvalid} is "error". */
    REFUSED,
    /** Spark leaves the row out: a value is invalid and {@code handleInvalid} is "skip". */
    SKIPPED
  }

  /** What Spark would do with the row. */
  private final Outcome outcome;

  /** The column that holds the invalid value. */
  private final String column;

  /**
   * A row without an answer.
   *
   * @param outcome what Spark would do
   * @param column the column that holds the invalid value
   * @param message names the column, the value and what was expected
   */
  public ScoringException(Outcome outcome, String column, String message) {
    super(message);
    this.outcome = Objects.requireNonNull(outcome, "outcome");
    this.column = Objects.requireNonNull(column, "column");
  }

  /** What Spark would do with the row. */
  public Outcome outcome() {
    return outcome;
  }

  /** The column that holds the invalid value; it may be one that an earlier stage made. */
  public String column() {
    return column;
  }
}
