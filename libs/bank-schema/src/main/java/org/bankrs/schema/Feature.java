package org.bankrs.schema;

/**
 * An input of the model's pipeline.
 *
 * @param name its column name in the pipeline
 * @param kind how the pipeline treats it
 * @param meaning what it says, in one line of English
 */
public record Feature(String name, Kind kind, String meaning) {
  /** How the pipeline treats a feature. */
  public enum Kind {
    /** A number that may be missing: imputed and scaled. */
    NUMBER,
    /** 0 or 1, never missing. */
    FLAG,
    /** A code that may be missing or new: indexed. */
    CATEGORY
  }
}
