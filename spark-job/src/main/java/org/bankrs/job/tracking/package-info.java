/**
 * The record of a training run: always as files beside the bundle, and in MLflow when the
 * environment names a server.
 */
package org.bankrs.job.tracking;
