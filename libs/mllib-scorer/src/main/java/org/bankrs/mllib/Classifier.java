package org.bankrs.mllib;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One binary classifier of the pipeline.
 *
 * @param probabilityColumn column in which Spark writes the probabilities; empty when it writes
 *     none
 * @param predictionColumn column in which Spark writes the decision; empty when it writes none
 * @param threshold the one saved for class 1, absent when none are saved. With thresholds (t0, t1)
 *     the decision is 1 where p1 / t1 exceeds p0 / t0; where they add up to 1 that is p1 &gt; t1
 */
public record Classifier(
    String probabilityColumn, String predictionColumn, OptionalDouble threshold) {

  /** Checks that all are given. */
  public Classifier {
    Objects.requireNonNull(probabilityColumn, "probabilityColumn");
    Objects.requireNonNull(predictionColumn, "predictionColumn");
    Objects.requireNonNull(threshold, "threshold");
  }
}
