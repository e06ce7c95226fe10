/**
 * Reads a JSON object into a customer's cleaned months. The rules of values are those of {@link
 * org.bankrs.schema.RowCleaner}; here is only what JSON adds: field names, nulls, numbers and
 * booleans as values, {@code history}.
 */
package org.bankrs.scoring.row;
