package org.bankrs.mllib;

import java.util.Objects;

/**
 * A raw column that the pipeline reads.
 *
 * @param name as in the saved pipeline
 * @param type follows from the stage that reads it
 */
public record InputColumn(String name, InputType type) {

  /** Checks that both are given. */
  public InputColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
