/** Tests of the bundle. */
package org.bankrs.scoring.bundle;
