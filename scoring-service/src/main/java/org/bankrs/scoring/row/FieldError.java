package org.bankrs.scoring.row;

/**
 * One thing that is wrong with a row.
 *
 * @param field the field's name, with its place when it belongs to an earlier month, such as {@code
 *     history[2].age}; empty when the row as a whole is wrong
 * @param detail one clear sentence
 * @param expected what was expected instead
 */
public record FieldError(String field, String detail, String expected) {}
