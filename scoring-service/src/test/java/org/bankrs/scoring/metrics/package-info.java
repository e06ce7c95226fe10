/** Tests of the metrics. */
package org.bankrs.scoring.metrics;
