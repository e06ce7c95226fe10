/**
 * The data study: the panel's rows counted in one pass, then drawn, each picture with one computed
 * sentence.
 *
 * <p>Start reading at {@link org.bankrs.job.explore.Exploration}, then {@link
 * org.bankrs.job.explore.Study} (what is counted) and {@link org.bankrs.job.explore.StudyPage}
 * (what is shown).
 */
package org.bankrs.job.explore;
