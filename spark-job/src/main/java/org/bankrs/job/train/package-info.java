/** Fits the pipeline: preprocessing, 24 classifiers, decision thresholds. */
package org.bankrs.job.train;
