package org.bankrs.job.train;

/**
 * How to train.
 *
 * @param trees trees a product, at least 1
 * @param depth levels of splits a tree, 1 to 30
 * @param step the share of each tree after the first that is added, above 0 up to 1
 * @param bins most distinct thresholds a feature, 2 or more; at least the number of values of the
 *     largest category
 * @param minPositives a product with fewer acquisitions in the training months gets a constant
 *     model
 * @param parallelism how many products are fitted at once
 * @param partitions parts of the data; the same number gives the same model
 * @param seed for everything random
 */
public record TrainOptions(
    int trees,
    int depth,
    double step,
    int bins,
    int minPositives,
    int parallelism,
    int partitions,
    long seed) {
  private static final int MAX_DEPTH = 30;

  /** Refuses values out of range, by the name of their option. */
  public TrainOptions {
    require("--trees", trees, 1, Integer.MAX_VALUE);
    require("--depth", depth, 1, MAX_DEPTH);
    require("--bins", bins, 2, Integer.MAX_VALUE);
    require("--min-positives", minPositives, 1, Integer.MAX_VALUE);
    require("--parallelism", parallelism, 1, Integer.MAX_VALUE);
    require("--partitions", partitions, 1, Integer.MAX_VALUE);
    if (!(step > 0 && step <= 1)) {
      throw new IllegalArgumentException("--step " + step + ": expected above 0, up to 1");
    }
  }

  /** The same with another number of parts. */
  public TrainOptions withPartitions(int parts) {
    return new TrainOptions(trees, depth, step, bins, minPositives, parallelism, parts, seed);
  }

  private static void require(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s %d: expected %s"
              .formatted(
                  option,
                  value,
                  max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max));
    }
  }
}
