package org.bankrs.gbt.internal;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What trees are grown on: binned rows across the cluster. Stays on the driver.
 *
 * @param spark runs the jobs
 * @param shards the rows, cached
 * @param layout how they are binned
 * @param labels how many each row has
 * @param validates whether some of the rows only validate
 */
record BinnedRows(
    JavaSparkContext spark,
    JavaRDD<Shard> shards,
    FeatureLayout layout,
    int labels,
    boolean validates) {}
