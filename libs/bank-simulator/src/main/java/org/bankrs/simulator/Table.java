package org.bankrs.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A small table shipped with the simulator: comment lines beginning with #, a header, rows. Only
 * the last column may hold commas.
 *
 * @param columns the header
 * @param rows as many texts each as there are columns
 */
record Table(List<String> columns, List<List<String>> rows) {

  /** Reads the table of a resource beside this class. */
  static Table read(String resource) {
    try (InputStream stream = Table.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + resource + " is missing from the simulator");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      List<String> lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
      List<String> columns = List.of(lines.get(0).split(","));
      List<List<String>> rows =
          lines.stream().skip(1).map(line -> List.of(line.split(",", columns.size()))).toList();
      return new Table(columns, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of a column. */
  List<String> texts(String column) {
    int position = columns.indexOf(column);
    if (position < 0) {
      throw new IllegalStateException("no column " + column + " among " + columns);
    }
    return rows.stream().map(row -> row.get(position)).toList();
  }

  /** The numbers of a column. */
  double[] numbers(String column) {
    ToDoubleFunction<String> parse = Double::parseDouble;
    return texts(column).stream().mapToDouble(parse).toArray();
  }
}
