/**
 * The Spark job: from raw rows to a model bundle.
 *
 * <p>It reads as a story: {@code source} (raw rows) to {@code panel} (checked, cleaned, labelled
 * rows) to {@code train} (a fitted pipeline) to {@code evaluate} (how good it is) to {@code bundle}
 * (what the service takes over), and on to {@code registry} (versions, challenger and champion in
 * MLflow) and {@code gate} (which of them is better). {@code explore} (the data study) and {@code
 * report} (the model's report) are drawn with {@code page}. {@code cli} is the command line around
 * it.
 */
package org.bankrs.job;
