/** Tests that need no native executable of what it is built from. */
package org.bankrs.scoring.nativeimage;
