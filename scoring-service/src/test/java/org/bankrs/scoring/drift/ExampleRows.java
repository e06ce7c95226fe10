package org.bankrs.scoring.drift;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.text.StringTokenizer;
import org.bankrs.schema.RawSchema;

/** The raw rows from which the example bundle was trained. */
final class ExampleRows {
  private ExampleRows() {}

  /**
   * The rows of a month as JSON objects.
   *
   * @param month such as 2015-06
   */
  static List<ObjectNode> ofMonth(Path csv, String month) {
    try (var lines = Files.lines(csv)) {
      return lines
          .skip(1)
          .map(ExampleRows::fields)
          .filter(fields -> fields.get(0).startsWith(month))
          .map(ExampleRows::object)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(String line) {
    return StringTokenizer.getCSVInstance(line).setIgnoreEmptyTokens(false).getTokenList();
  }

  private static ObjectNode object(List<String> fields) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    RawSchema.COLUMNS.forEach(column -> row.put(column.name(), fields.get(column.position())));
    return row;
  }
}
