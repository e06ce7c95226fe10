package org.bankrs.mllib.internal;

import java.util.List;
import org.bankrs.mllib.ModelFormatException;

/** What classifiers made of trees have in common. */
final class TreeParams {

  /** Params of all of them; most only mattered in training. */
  static final List<String> NAMES =
      List.of(
          "cacheNodeIds",
          "checkpointInterval",
          "featureSubsetStrategy",
          "featuresCol",
          "impurity",
          "labelCol",
          "leafCol",
          "maxBins",
          "maxDepth",
          "maxMemoryInMB",
          "minInfoGain",
          "minInstancesPerNode",
          "minWeightFractionPerNode",
          "seed",
          "subsamplingRate",
          "weightCol");

  private TreeParams() {}

  /** The vector that is read; checks that it is as long as in training. */
  static Column features(Metadata metadata, Columns columns) {
    metadata.choice("leafCol", "");
    String where = metadata.where();
    Column features = columns.vector(metadata.text("featuresCol"), where);
    int numFeatures = metadata.integer("numFeatures");
    // -1 is what Spark writes when it was not told.
    if (numFeatures != -1 && numFeatures != features.size()) {
      throw new ModelFormatException(
          "%s: trained on %d features but column '%s' has %d"
              .formatted(where, numFeatures, features.name(), features.size()));
    }
    return features;
  }
}
