/** What the job says in Graphite, for the dashboards; it never fails because of it. */
package org.bankrs.job.watch;
