package org.bankrs.mllib.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bankrs.mllib.ScoringException;

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

  /**
   * Does the same for many rows, sooner.
   *
   * @param rows each another one
   * @return for each row why Spark would give no answer for it, if so
   */
  public List<Optional<ScoringException>> runAll(List<RowValues> rows) {
    Map<RowValues, ScoringException> refusals = new HashMap<>();
    RowBlock block = new RowBlock(outcomeCount);
    for (int start = 0; start < rows.size(); start += RowBlock.SIZE) {
      block.clear();
      rows.subList(start, Math.min(rows.size(), start + RowBlock.SIZE)).forEach(block::add);
      for (Step step : steps) {
        if (step instanceof GbtGroup group) {
          group.apply(block);
        } else {
          apply(step, block, refusals);
        }
      }
    }
    return rows.stream().map(row -> Optional.ofNullable(refusals.get(row))).toList();
  }

  private static void apply(Step step, RowBlock block, Map<RowValues, ScoringException> refusals) {
    // From the end, because a row that is taken out is replaced by the last one.
    for (int i = block.count() - 1; i >= 0; i--) {
      try {
        step.apply(block.row(i));
      } catch (ScoringException e) {
        refusals.put(block.row(i), e);
        block.remove(i);
      }
    }
  }
}
