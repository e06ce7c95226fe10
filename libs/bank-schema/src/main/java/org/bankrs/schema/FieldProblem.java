package org.bankrs.schema;

/**
 * A value that cannot be read as its column demands.
 *
 * @param column the column
 * @param value the text that was found
 * @param expected what was expected instead
 */
public record FieldProblem(RawColumn column, String value, String expected) {
  private static final int SHOWN = 60;

  /** One clear sentence; a long value is cut. */
  public String message() {
    String shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    return "%s: \"%s\" is not %s".formatted(column.name(), shown, expected);
  }
}
