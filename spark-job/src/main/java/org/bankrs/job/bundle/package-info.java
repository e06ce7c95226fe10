/**
 * The model bundle: what training hands over to scoring. Written under a temporary name and renamed
 * when whole.
 */
package org.bankrs.job.bundle;
