/**
 * The command line: options to requests, results to tables, errors to one message and an exit code.
 */
package org.bankrs.job.cli;
