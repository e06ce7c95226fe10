/**
 * The challenger scores a share of the live traffic in the background, and what it says is compared
 * with what was answered. No answer waits for it or changes by it.
 */
package org.bankrs.scoring.shadow;
