/**
 * What the service counts and how it reaches Graphite. {@link
 * org.bankrs.scoring.metrics.MetricNames} has every name; docs/metrics.md explains them.
 */
package org.bankrs.scoring.metrics;
