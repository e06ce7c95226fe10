/**
 * Why a row got its score: exact Shapley values of the raw columns.
 *
 * <p>Ask {@link org.bankrs.mllib.PipelineScorer#explain} for an {@link
 * org.bankrs.mllib.explain.Explanation}.
 */
package org.bankrs.mllib.explain;
