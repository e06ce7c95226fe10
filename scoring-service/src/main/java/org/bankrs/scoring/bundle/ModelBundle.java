package org.bankrs.scoring.bundle;

import org.bankrs.drift.Reference;
import org.bankrs.scoring.score.CustomerScorer;

/**
 * A verified model, ready to serve. Immutable and thread-safe.
 *
 * @param manifest what the bundle says of itself
 * @param reference the distribution of the training rows
 * @param scorer the pipeline
 * @param verifiedRows how many rows of Spark were met when it was verified
 */
public record ModelBundle(
    Manifest manifest, Reference reference, CustomerScorer scorer, int verifiedRows) {}
