package org.bankrs.gbt.internal;

import java.util.stream.IntStream;
import org.apache.spark.api.java.function.Function;

/** Log-loss of the validation rows of a shard. */
final class ValidationLoss {
  private ValidationLoss() {}

  /** The losses of some labels at the scores of the finished rounds. */
  static Function<Shard, long[]> scan(Growth growth, int[] labels) {
    return shard -> {
      synchronized (shard) {
        shard.advance(growth);
        return IntStream.of(labels).mapToLong(label -> of(shard, label)).toArray();
      }
    };
  }

  /** Adds losses of the same labels. */
  static long[] sum(long[] one, long[] other) {
    return IntStream.range(0, one.length).mapToLong(i -> one[i] + other[i]).toArray();
  }

  /** The weighted sum for a label, in units of 1 / {@link Logistic#LOSS_ONE}. */
  static long of(Shard shard, int label) {
    double[] scores = shard.scores(label);
    long loss = 0;
    for (int row = shard.trainingRows; row < shard.rows; row++) {
      if (shard.counts(row, label)) {
        double ofRow = Logistic.loss(scores[row], shard.isPositive(row, label));
        loss += Math.round(ofRow * shard.weight(row) * Logistic.LOSS_ONE);
      }
    }
    return loss;
  }
}
