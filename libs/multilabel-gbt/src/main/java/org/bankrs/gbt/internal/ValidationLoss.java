package org.bankrs.gbt.internal;

import java.util.stream.IntStream;
import org.apache.spark.api.java.function.Function;

/** Log-loss of the validation rows of a shard. */
final class ValidationLoss {
  private ValidationLoss() {}

  /**
   * The losses of some labels after each of the last rounds; round after round, in the order of the
   * labels.
   *
   * @param last how many rounds
   */
  static Function<Shard, long[]> scan(Growth growth, int[] labels, int last) {
    return shard -> {
      synchronized (shard) {
        long[] losses = new long[last * labels.length];
        for (int i = 0; i < losses.length; i++) {
          Growth then = growth.after(growth.round() - last + 1 + i / labels.length);
          losses[i] = of(shard, shard.validation(then), labels[i % labels.length]);
        }
        return losses;
      }
    };
  }

  /** Adds losses of the same labels and rounds. */
  static long[] sum(long[] one, long[] other) {
    return IntStream.range(0, one.length).mapToLong(i -> one[i] + other[i]).toArray();
  }

  /** The weighted sum for a label, in units of 1 / {@link Logistic#LOSS_ONE}. */
  private static long of(Shard shard, Standing validation, int label) {
    double[] scores = validation.scores(label);
    long loss = 0;
    for (int i = 0; i < scores.length; i++) {
      int row = shard.trainingRows + i;
      if (shard.counts(row, label)) {
        double ofRow = Logistic.loss(scores[i], shard.isPositive(row, label));
        loss += Math.round(ofRow * shard.weight(row) * Logistic.LOSS_ONE);
      }
    }
    return loss;
  }
}
