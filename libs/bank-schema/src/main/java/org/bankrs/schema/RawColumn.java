package org.bankrs.schema;

/**
 * A column of the raw file.
 *
 * @param position its place in the file, from 0 to 47
 * @param name its name in the header, such as {@code fecha_dato}
 * @param kind how its text is read
 * @param meaning what it says, in one line of English
 */
public record RawColumn(int position, String name, ColumnKind kind, String meaning) {}
