/** What only the native executable needs; nothing here runs on a JVM. */
package org.bankrs.scoring.nativeimage;
