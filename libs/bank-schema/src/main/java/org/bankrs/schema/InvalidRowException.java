package org.bankrs.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A row with values that cannot be read. The message names the row, each column, its value and what
 * was expected.
 */
public final class InvalidRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldProblem> problems;

  /**
   * An error of one row.
   *
   * @param row which row, such as {@code "row 17"}
   * @param problems what is wrong with it, not empty
   */
  public InvalidRowException(String row, List<FieldProblem> problems) {
    super(
        problems.stream()
            .map(FieldProblem::message)
            .collect(Collectors.joining("; ", row + ": ", "")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in column order. */
  public List<FieldProblem> problems() {
    return problems;
  }
}
