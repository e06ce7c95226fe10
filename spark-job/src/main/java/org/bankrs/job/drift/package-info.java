/**
 * Drift over a month of rows, with the same arithmetic as the service's: {@link org.bankrs.drift}.
 */
package org.bankrs.job.drift;
