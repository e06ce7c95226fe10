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
    long seed) {}
