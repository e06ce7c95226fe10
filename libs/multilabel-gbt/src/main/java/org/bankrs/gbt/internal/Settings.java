package org.bankrs.gbt.internal;

/**
 * How to grow.
 *
 * @param rounds of boosting, one tree a label in each
 * @param maxDepth levels of splits
 * @param maxBins most bins of a feature
 * @param stepSize share of each tree that is added
 * @param lambda added to every hessian
 * @param minHessian least hessian of a node
 * @param minRows least training rows of a node
 * @param minGain least gain of a split
 * @param patience rounds without a smaller validation loss before a label stops
 * @param validationTol MLlib's least relative reduction of the validation loss
 * @param seed of MLlib's split finder
 */
public record Settings(
    int rounds,
    int maxDepth,
    int maxBins,
    double stepSize,
    double lambda,
    double minHessian,
    int minRows,
    double minGain,
    int patience,
    double validationTol,
    long seed) {}
