/** Tests of the challenger in the background, with real bundles. */
package org.bankrs.scoring.shadow;
