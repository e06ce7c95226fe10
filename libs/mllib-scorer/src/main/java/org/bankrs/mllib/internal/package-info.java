/**
 * How a saved pipeline is read and applied. Not for use from outside; may change at any time.
 *
 * <p>{@link org.bankrs.mllib.internal.Pipeline} reads the folder, {@link
 * org.bankrs.mllib.internal.Stage} is what it is made of: one record for each kind of stage, which
 * reads, checks and applies itself. A row is one array of numbers and one of texts; {@link
 * org.bankrs.mllib.internal.Columns} says which column lies where.
 */
package org.bankrs.mllib.internal;
