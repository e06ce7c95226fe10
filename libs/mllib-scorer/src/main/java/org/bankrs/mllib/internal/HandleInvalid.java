package org.bankrs.mllib.internal;

import java.util.Locale;
import org.bankrs.mllib.ScoringException;
import org.bankrs.mllib.ScoringException.Outcome;

/** What a stage does with a value it cannot use: the param {@code handleInvalid}. */
enum HandleInvalid {
  ERROR,
  SKIP,
  KEEP;

  static HandleInvalid of(Metadata metadata) {
    return switch (metadata.choice("handleInvalid", "error", "skip", "keep")) {
      case "error" -> ERROR;
      case "skip" -> SKIP;
      default -> KEEP;
    };
  }

  /** The end of a row that is not kept. */
  ScoringException refusal(Column column, String problem) {
    return switch (this) {
      case ERROR -> refusal(Outcome.REFUSED, column, problem, "is refused");
      case SKIP -> refusal(Outcome.SKIPPED, column, problem, "is left out");
      case KEEP -> throw new IllegalStateException(column + ": kept");
    };
  }

  private ScoringException refusal(
      Outcome outcome, Column column, String problem, String consequence) {
    return new ScoringException(
        outcome,
        column.name(),
        "column '%s': %s; the row %s (handleInvalid=%s)"
            .formatted(column.name(), problem, consequence, name().toLowerCase(Locale.ROOT)));
  }
}
