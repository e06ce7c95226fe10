package org.bankrs.mllib.internal;

import java.util.List;

/**
 * A pipeline compiled for scoring: the same answers to the last bit, sooner. Immutable and
 * thread-safe; each thread needs its own {@link RowValues}.
 */
public final class Program {

  private final Step[] steps;
  private final Columns columns;
  private final int outcomeCount;

  /** Compiles a pipeline. */
  public Program(Pipeline pipeline) {
    List<Step> compiled = GbtGroup.compile(pipeline.stages());
    steps = compiled.toArray(Step[]::new);
    columns = pipeline.columns();
    outcomeCount =
        compiled.stream()
            .mapToInt(step -> step instanceof GbtGroup group ? group.tests().size() : 0)
            .max()
            .orElse(0);
  }

  /** Room for a row. */
  public RowValues newRow() {
    return new RowValues(columns.numberCount(), columns.textCount(), outcomeCount);
  }

  /**
   * Computes all that the pipeline makes of a row's raw values.
   *
   * @throws org.bankrs.mllib.ScoringException if Spark would give no answer for this row
   */
  public void run(RowValues row) {
    for (Step step : steps) {
      step.apply(row);
    }
  }
}
