package org.bankrs.gbt;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a training took.
 *
 * @param binning reading the rows, finding thresholds and cutting the rows into bins
 * @param boosting growing the trees
 */
public record TrainingTimes(Duration binning, Duration boosting) implements Serializable {}
