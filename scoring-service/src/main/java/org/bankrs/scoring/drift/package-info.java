/**
 * Whether the rows that are scored still look like those of the training: {@link
 * org.bankrs.scoring.drift.DriftMonitor} counts them while they are scored. The arithmetic is that
 * of {@link org.bankrs.drift}; docs/drift.md explains it.
 */
package org.bankrs.scoring.drift;
