package org.bankrs.job;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The data cannot be used as they are. Carries a table of what is wrong and where; ends the program
 * with code 3.
 */
public final class DataRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /**
   * One thing that is wrong.
   *
   * @param what what is wrong, such as {@code "product value"}
   * @param where file, table, column or row
   * @param found what was found, with an example
   * @param expected what was expected
   * @param rows how many rows are concerned, 0 when it is not about rows
   */
  public record Finding(String what, String where, String found, String expected, long rows) {}

  /** An error with its findings, not empty. */
  public DataRefusedException(List<Finding> findings) {
    super(table(findings));
    this.findings = List.copyOf(findings);
  }

  /** An error of a single finding that is not about rows. */
  public DataRefusedException(String what, String where, String found, String expected) {
    this(List.of(new Finding(what, where, found, expected, 0)));
  }

  /** What is wrong. */
  public List<Finding> findings() {
    return findings;
  }

  private static String table(List<Finding> findings) {
    return findings.stream()
        .map(
            f ->
                "  %s in %s: found %s, expected %s%s"
                    .formatted(
                        f.what(),
                        f.where(),
                        f.found(),
                        f.expected(),
                        f.rows() == 0 ? "" : " (%,d rows)".formatted(f.rows())))
        .collect(Collectors.joining("\n", "the data were refused:\n", ""));
  }
}
