/**
 * What a bank's customer row is: its raw columns, the 24 products, the cleaning rules, the features
 * derived from a customer's months, and the labels. Pure functions without dependencies, shared by
 * training and scoring so that both sides see a row alike.
 *
 * <p>Start reading at {@link org.bankrs.schema.RawSchema} (what comes in), then {@link
 * org.bankrs.schema.RowCleaner} (raw text to {@link org.bankrs.schema.CustomerMonth}), {@link
 * org.bankrs.schema.Features} and {@link org.bankrs.schema.Labels}.
 */
package org.bankrs.schema;
