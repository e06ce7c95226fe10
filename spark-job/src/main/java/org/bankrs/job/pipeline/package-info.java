/**
 * MLlib pipelines in MLlib's own saved form, made and read in memory: no Spark job for each of
 * their two hundred small files.
 */
package org.bankrs.job.pipeline;
