package org.bankrs.gbt.internal;

import java.io.Serializable;

/**
 * How to grow.
 *
 * @param rounds of boosting, one tree a label in each
 * @param maxDepth levels of splits
 * @param maxBins most bins of a feature
 * @param stepSize share of each tree that is added
 * @param leafStep how far leaves go
 * @param lambda added to every hessian
 * @param minHessian least hessian of a node
 * @param minRows least training rows of a node
 * @param minGain least gain of a split
 * @param patience rounds without a smaller validation loss before a label stops
 * @param sampleSize training rows of a label that are drawn at a time, about; 0 for all
 * @param samplesPerPositive rows that are drawn for each positive one, where that is more; in a
 *     label with more positive rows than others, for each of those
 * @param subsamplingRate share of the training rows that may be drawn for a tree
 * @param validationTol MLlib's least relative reduction of the validation loss
 * @param seed of draws, and of MLlib's split finder
 * @param checkpoints whether the binned rows are written to Spark's checkpoint folder, if it has
 *     one
 */
public record Settings(
    int rounds,
    int maxDepth,
    int maxBins,
    double stepSize,
    LeafStep leafStep,
    double lambda,
    double minHessian,
    int minRows,
    double minGain,
    int patience,
    int sampleSize,
    double samplesPerPositive,
    double subsamplingRate,
    double validationTol,
    long seed,
    boolean checkpoints)
    implements Serializable {

  /** Whether a Newton tree grows on all rows, so that nothing is drawn. */
  boolean growsOnAllRows() {
    return sampleSize == 0 && subsamplingRate == 1;
  }

  /** What shards keep of where the training rows stand. */
  Shard.Tracks tracks() {
    if (growsOnAllRows()) {
      return Shard.Tracks.NODES;
    }
    return drawsForEachTree() ? Shard.Tracks.SCORES : Shard.Tracks.NOTHING;
  }

  /** Whether each tree has rows of its own. */
  boolean drawsForEachTree() {
    return subsamplingRate < 1;
  }

  /**
   * How many rows of a label are drawn, about; infinite for all.
   *
   * @param rows that count for the label
   * @param positives of them
   */
  double drawnRows(double rows, double positives) {
    double rare = Math.min(positives, rows - positives);
    return sampleSize == 0
        ? Double.POSITIVE_INFINITY
        : Math.max(sampleSize, samplesPerPositive * rare);
  }
}
