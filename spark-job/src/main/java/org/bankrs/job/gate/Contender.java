package org.bankrs.job.gate;

import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Replicates;

/**
 * A predictor on the month of the comparison.
 *
 * @param evaluation its metrics
 * @param replicates the same resampled by customer, alike for all contenders
 */
record Contender(Evaluation evaluation, Replicates replicates) {}
