/**
 * How good a set of probabilities is: counts gathered in one pass, metrics computed from them,
 * baselines beside.
 */
package org.bankrs.job.evaluate;
