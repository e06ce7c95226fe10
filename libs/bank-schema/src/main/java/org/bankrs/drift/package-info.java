/**
 * Whether rows still look like those of the training. {@link org.bankrs.drift.Reference} says what
 * training saw, {@link org.bankrs.drift.DriftCounts} counts scored rows into its bins, {@link
 * org.bankrs.drift.DriftReport} compares both. Pure functions shared by the service, which counts
 * while it scores, and by the batch job, so that the same rows give the same figures in both.
 */
package org.bankrs.drift;
