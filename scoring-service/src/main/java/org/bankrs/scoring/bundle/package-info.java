/**
 * The model bundle: reads it, refuses a damaged one, holds the one in use.
 *
 * <p>Start reading at {@link org.bankrs.scoring.bundle.BundleReader}.
 */
package org.bankrs.scoring.bundle;
