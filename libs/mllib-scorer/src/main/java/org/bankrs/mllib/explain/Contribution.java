package org.bankrs.mllib.explain;

import java.util.Objects;

/**
 * What one raw column did to a margin.
 *
 * @param column its name
 * @param value added to the margin, any sign; 0 for a column that the trees do not look at
 */
public record Contribution(String column, double value) {

  /** Checks that the name is given. */
  public Contribution {
    Objects.requireNonNull(column, "column");
  }
}
