/** The evaluation and model card that goes into a bundle as one self-contained HTML page. */
package org.bankrs.job.report;
