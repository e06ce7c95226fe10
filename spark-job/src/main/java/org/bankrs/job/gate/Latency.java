package org.bankrs.job.gate;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.run.Replay;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.job.train.Preprocessing;

/** How long a model's trees take: what a larger model costs wherever it is served. */
final class Latency {
  private static final int WARM_UP_ROUNDS = 20;
  private static final int ROUNDS = 20;

  private Latency() {}

  /**
   * Microseconds for one row's probabilities of all products, one row after the other on one core
   * of the driver: the least of several rounds over the verification rows, so that other work on
   * the machine counts little. NaN when there are no such rows.
   */
  static double microsPerRow(SparkSession session, Bundle bundle, PipelineModel pipeline) {
    List<GBTClassificationModel> models = ModelPipeline.classifiers(pipeline);
    List<Vector> features =
        Preprocessing.of(pipeline)
            .transform(Replay.rows(session, bundle, pipeline))
            .select(Preprocessing.FEATURES)
            .collectAsList()
            .stream()
            .map(row -> row.<Vector>getAs(0))
            .toList();
    if (features.isEmpty()) {
      return Double.NaN;
    }
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      nanos(models, features);
    }
    long[] nanos = new long[ROUNDS];
    Arrays.setAll(nanos, round -> nanos(models, features));
    return Arrays.stream(nanos).min().orElseThrow() / 1e3 / features.size();
  }

  private static long nanos(List<GBTClassificationModel> models, List<Vector> features) {
    long begin = System.nanoTime();
    double sum = 0;
    for (Vector row : features) {
      for (GBTClassificationModel model : models) {
        sum += model.predictProbability(row).apply(1);
      }
    }
    long spent = System.nanoTime() - begin;
    // Uses the result, so that the work cannot be left out.
    return Double.isNaN(sum) ? Long.MAX_VALUE : spent;
  }
}
