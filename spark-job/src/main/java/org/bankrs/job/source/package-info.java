/**
 * Raw rows from wherever the bank keeps them: files (CSV, Parquet; local or S3) or a table of
 * PostgreSQL.
 */
package org.bankrs.job.source;
