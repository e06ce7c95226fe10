package org.bankrs.gbt.internal;

import org.apache.spark.api.java.function.Function;

/** MLlib's error of the validation rows by label: sums, then numbers of rows. */
final class LossScan implements Function<Shard, double[]> {
  private static final long serialVersionUID = 1L;

  private final Growth growth;

  LossScan(Growth growth) {
    this.growth = growth;
  }

  @Override
  public double[] call(Shard shard) {
    synchronized (shard) {
      Standing validation = shard.validation(growth);
      double[] sums = new double[2 * shard.labels];
      for (int label = 0; label < shard.labels; label++) {
        double[] scores = validation.scores(label);
        for (int i = 0; i < scores.length; i++) {
          int row = shard.trainingRows + i;
          if (shard.counts(row, label)) {
            double margin = shard.isPositive(row, label) ? scores[i] : -scores[i];
            double weight = shard.weight(row);
            sums[label] += weight * 2 * log1pExp(-2 * margin);
            sums[shard.labels + label] += weight;
          }
        }
      }
      return sums;
    }
  }

  private static double log1pExp(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }
}
