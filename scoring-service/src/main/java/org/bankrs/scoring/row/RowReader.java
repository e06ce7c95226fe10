package org.bankrs.scoring.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bankrs.schema.ColumnKind;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.RawColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;

/**
 * Reads rows from a JSON parser. Keeps its buffers between rows; not thread-safe.
 *
 * <p>An earlier row may leave out any field but its month and its products (those left out count as
 * not held).
 *
 * <p>A missing field and null are missing values. Values are texts or numbers; product flags may be
 * booleans too. An unknown field, a field given twice and a value that the column cannot take make
 * the row {@link ReadRow.Invalid}; the parser then stands behind the row all the same, so that the
 * next one can be read.
 */
public final class RowReader {
  /** The field that holds the customer's earlier months, oldest first. */
  public static final String HISTORY = "history";

  private static final List<Optional<RawColumn>> IN_ORDER =
      RawSchema.COLUMNS.stream().map(Optional::of).toList();

  private final int maxHistory;
  private final String[] texts = new String[RawSchema.COLUMNS.size()];
  private final boolean[] seen = new boolean[RawSchema.COLUMNS.size()];
  private final String[] earlierTexts = new String[RawSchema.COLUMNS.size()];
  private final boolean[] earlierSeen = new boolean[RawSchema.COLUMNS.size()];
  private final List<Boolean> named = new ArrayList<>();

  /**
   * A reader of rows.
   *
   * @param maxHistory most earlier months that a row may have
   */
  public RowReader(int maxHistory) {
    this.maxHistory = maxHistory;
  }

  /**
   * Reads the value on which the parser stands; afterwards the parser stands on its last token.
   *
   * @throws IOException when the text is not JSON or cannot be read
   */
  public ReadRow read(JsonParser parser) throws IOException {
    FieldErrors errors = new FieldErrors();
    List<CustomerMonth> months = new ArrayList<>(1);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      named.clear();
      readMonth(parser, "", months, errors);
      if (errors.isEmpty()) {
        HistoryChecks.check(months, named, errors);
      }
    } else {
      errors.add(notAnObject("", parser));
      parser.skipChildren();
    }
    return errors.isEmpty() ? new ReadRow.Customer(months) : new ReadRow.Invalid(errors.list());
  }

  /** Reads an object; adds its history (only at the top), then itself, to the months. */
  private void readMonth(
      JsonParser parser, String place, List<CustomerMonth> months, FieldErrors errors)
      throws IOException {
    List<CustomerMonth> earlier = List.of();
    boolean historySeen = false;
    int expected = 0;
    String[] own = place.isEmpty() ? texts : earlierTexts;
    boolean[] ownSeen = place.isEmpty() ? seen : earlierSeen;
    Arrays.fill(own, "");
    Arrays.fill(ownSeen, false);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      Optional<RawColumn> column = column(name, expected);
      if (column.isPresent()) {
        int position = column.get().position();
        expected = position + 1;
        if (ownSeen[position]) {
          errors.add(twice(place + name));
        }
        ownSeen[position] = true;
        own[position] = text(parser, value, column.get(), place, errors);
      } else if (name.equals(HISTORY) && place.isEmpty()) {
        if (historySeen) {
          errors.add(twice(name));
        }
        historySeen = true;
        earlier = readHistory(parser, value, errors);
      } else {
        if (!errors.isFull()) {
          errors.add(unknown(name, place));
        }
        parser.skipChildren();
      }
    }
    months.addAll(earlier);
    months.add(
        RowCleaner.clean(
            position -> own[position],
            problem ->
                errors.add(
                    new FieldError(
                        place + problem.column().name(),
                        place + problem.message(),
                        problem.expected()))));
  }

  /** The column of a name; fields mostly come in the order of the raw file. */
  private static Optional<RawColumn> column(String name, int expected) {
    return expected < IN_ORDER.size() && IN_ORDER.get(expected).orElseThrow().name().equals(name)
        ? IN_ORDER.get(expected)
        : RawSchema.column(name);
  }

  private List<CustomerMonth> readHistory(JsonParser parser, JsonToken value, FieldErrors errors)
      throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (value != JsonToken.START_ARRAY) {
      String expected = "an array of the customer's earlier rows, oldest first";
      errors.add(
          new FieldError(HISTORY, "history is " + shown(parser) + ", not " + expected, expected));
      parser.skipChildren();
      return List.of();
    }
    List<CustomerMonth> earlier = new ArrayList<>();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String place = HISTORY + "[" + index + "]";
      if (index >= maxHistory) {
        parser.skipChildren();
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        readMonth(parser, place + ".", earlier, errors);
        named.add(hasProducts(earlierSeen));
      } else {
        errors.add(notAnObject(place, parser));
        parser.skipChildren();
      }
      index++;
    }
    if (index > maxHistory) {
      String expected = "at most " + maxHistory + " earlier rows";
      errors.add(
          new FieldError(
              HISTORY, "history has " + index + " rows: expected " + expected, expected));
    }
    return earlier;
  }

  private static boolean hasProducts(boolean[] seen) {
    for (int position = RawSchema.PROFILE_COLUMNS; position < seen.length; position++) {
      if (seen[position]) {
        return true;
      }
    }
    return false;
  }

  /** The text of a value; empty, with an error, for a value that is no text of this column. */
  private static String text(
      JsonParser parser, JsonToken value, RawColumn column, String place, FieldErrors errors)
      throws IOException {
    return switch (value) {
      case VALUE_NULL -> "";
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          column.kind() == ColumnKind.FLAG ? flag(parser) : parser.getText();
      case VALUE_TRUE, VALUE_FALSE -> {
        if (column.kind() != ColumnKind.FLAG) {
          errors.add(wrongType(parser, column, place));
          yield "";
        }
        yield parser.getText();
      }
      default -> {
        errors.add(wrongType(parser, column, place));
        parser.skipChildren();
        yield "";
      }
    };
  }

  /**
   * The text of a product flag; a history has hundreds of them, so the usual ones are not copied.
   */
  private static String flag(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    char[] characters = parser.getTextCharacters();
    int last = parser.getTextOffset() + length - 1;
    boolean bare = length == 1 || (length == 2 && characters[last - 1] == ' ');
    if (bare && characters[last] == '0') {
      return "0";
    }
    return bare && characters[last] == '1' ? "1" : parser.getText();
  }

  private static FieldError wrongType(JsonParser parser, RawColumn column, String place)
      throws IOException {
    String expected = column.kind().expected();
    return new FieldError(
        place + column.name(),
        "%s%s is %s, not %s".formatted(place, column.name(), shown(parser), expected),
        expected);
  }

  private static FieldError unknown(String name, String place) {
    String nearest = KnownNames.nearest(name, place.isEmpty());
    String shown = KnownNames.shortened(name);
    return new FieldError(
        place + shown,
        "unknown field \"%s%s\"; the nearest known name is %s".formatted(place, shown, nearest),
        nearest);
  }

  private static FieldError twice(String field) {
    return new FieldError(field, field + " is given twice", "each field once");
  }

  private static FieldError notAnObject(String place, JsonParser parser) throws IOException {
    String what = place.isEmpty() ? "the row" : place;
    return new FieldError(
        place,
        what + " is " + shown(parser) + ", not a JSON object",
        "a JSON object of raw fields");
  }

  private static String shown(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "\"" + KnownNames.shortened(parser.getText()) + "\"";
      default -> KnownNames.shortened(parser.getText());
    };
  }
}
