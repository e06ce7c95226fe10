/**
 * The gate: compares the challenger with the champion on the newest month and decides which of them
 * is to be used.
 */
package org.bankrs.job.gate;
