/**
 * Scores single rows with a {@code PipelineModel} that Spark saved, without Spark.
 *
 * <p>Start at {@link org.bankrs.mllib.PipelineScorer}. A missing value is what Spark calls null;
 * everything else about rows and answers follows Spark.
 */
package org.bankrs.mllib;
