package org.bankrs.job.train;

import java.util.List;
import java.util.Set;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.bankrs.schema.Product;

/**
 * The 24 classifiers.
 *
 * @param models in the order of the products
 * @param constant the products whose model is only their base rate
 */
public record ProductModels(List<GBTClassificationModel> models, Set<Product> constant) {}
