/** Benchmarks of scoring, and the test that what they compute is right. */
package org.bankrs.mllib.bench;
