package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.Split;
import org.apache.spark.ml.tree.impl.DecisionTreeMetadata;
import org.apache.spark.ml.tree.impl.RandomForest$;
import org.apache.spark.mllib.tree.configuration.Algo;
import org.apache.spark.mllib.tree.configuration.Strategy;
import org.apache.spark.mllib.tree.impurity.Variance;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;

/**
 * Thresholds as MLlib finds them, by its own code: those of a sample that depends on seed and
 * partitions.
 *
 * @param metadata what MLlib knows of the data
 * @param splits by feature, none for a categorical one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record MllibBins(DecisionTreeMetadata metadata, Split[][] splits) implements Serializable {

  static MllibBins of(JavaRDD<Row> rows, RowReader reader, int[] arity, Settings settings) {
    RDD<Instance> instances =
        rows.filter(row -> !reader.validates(row))
            .map(row -> new Instance(0, reader.weight(row), reader.features(row)))
            .rdd();
    DecisionTreeMetadata metadata =
        DecisionTreeMetadata.buildMetadata(instances, strategy(arity, settings));
    return new MllibBins(
        metadata, RandomForest$.MODULE$.findSplits(instances, metadata, settings.seed()));
  }

  private static Strategy strategy(int[] arity, Settings settings) {
    java.util.Map<Integer, Integer> categories = new java.util.TreeMap<>();
    for (int f = 0; f < arity.length; f++) {
      if (arity[f] > 0) {
        categories.put(f, arity[f]);
      }
    }
    Strategy strategy =
        new Strategy(
            Algo.Regression(),
            Variance.instance(),
            settings.maxDepth(),
            0,
            settings.maxBins(),
            categories);
    strategy.setMinInstancesPerNode(settings.minRows());
    strategy.setMinInfoGain(settings.minGain());
    return strategy;
  }

  /** Thresholds by feature. */
  double[][] thresholds() {
    return Arrays.stream(splits)
        .map(
            ofFeature ->
                Arrays.stream(ofFeature)
                    .mapToDouble(split -> ((ContinuousSplit) split).threshold())
                    .toArray())
        .toArray(double[][]::new);
  }
}
