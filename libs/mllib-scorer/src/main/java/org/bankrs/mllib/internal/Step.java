package org.bankrs.mllib.internal;

/** One thing done to a row while it is scored. Immutable and thread-safe. */
public sealed interface Step permits Stage, GbtGroup {

  /**
   * Reads what this step needs of a row and writes what it makes.
   *
   * @param row its raw values and what earlier steps made of them
   * @throws org.bankrs.mllib.ScoringException if Spark would give no answer for this row
   */
  void apply(RowValues row);
}
