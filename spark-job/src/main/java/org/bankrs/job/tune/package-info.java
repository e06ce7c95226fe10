/**
 * The search for a good configuration: trials drawn at random, measured on the validation month,
 * one line each in a log that a later search goes on with.
 */
package org.bankrs.job.tune;
