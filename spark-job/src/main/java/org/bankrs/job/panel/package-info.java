/**
 * The panel: cleaned, checked and labelled rows of all customers, grouped by customer and read once
 * from the source.
 */
package org.bankrs.job.panel;
