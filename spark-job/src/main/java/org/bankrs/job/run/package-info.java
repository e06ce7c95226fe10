/** The jobs as stories: training from raw rows to a bundle, scoring, evaluating, verifying. */
package org.bankrs.job.run;
