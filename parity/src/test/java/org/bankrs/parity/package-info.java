/** Compares scoring without Spark to Spark itself. */
package org.bankrs.parity;
