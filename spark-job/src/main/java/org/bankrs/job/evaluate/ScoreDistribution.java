package org.bankrs.job.evaluate;

import java.util.List;

/**
 * How a product's probabilities are spread, in about ten bins of equal counts.
 *
 * @param edges inner edges, ascending; bin i holds edges[i-1] &lt; x &lt;= edges[i]
 * @param counts one more than edges
 * @param mean mean probability; NaN without rows
 */
public record ScoreDistribution(List<Double> edges, List<Long> counts, double mean) {}
