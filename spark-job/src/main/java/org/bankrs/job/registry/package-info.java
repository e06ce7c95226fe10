/**
 * The model registry: which versions there are, which one is the challenger and which the champion.
 * Kept in MLflow; moving the alias {@code champion} is the one step that counts.
 */
package org.bankrs.job.registry;
