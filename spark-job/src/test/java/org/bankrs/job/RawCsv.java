package org.bankrs.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bankrs.schema.SnapshotMonth;
import org.bankrs.simulator.SimulatedRow;
import org.bankrs.simulator.Simulator;

/** Raw CSV files of simulated customers, and spoilt ones. */
public final class RawCsv {
  private static final SnapshotMonth FIRST = SnapshotMonth.of(2015, 1);

  private RawCsv() {}

  /** The lines of some customers' first months, header first, in the order of customers. */
  public static List<String> lines(long seed, int customers, int months) {
    Simulator simulator = new Simulator(seed);
    List<String> lines = new ArrayList<>();
    lines.add(SimulatedRow.header());
    for (int customer = 0; customer < customers; customer++) {
      for (SimulatedRow row : simulator.rows(customer)) {
        if (row.month().compareTo(FIRST.plus(months)) < 0) {
          lines.add(row.line());
        }
      }
    }
    return lines;
  }

  /** Writes lines to a file. */
  public static Path write(Path file, List<String> lines) {
    try {
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines with one changed. */
  public static List<String> changed(List<String> lines, int line, UnaryOperator<String> change) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(line, change.apply(lines.get(line)));
    return changed;
  }

  /** A line with another text in a column. */
  public static String with(String line, int column, String text) {
    List<String> fields = split(line);
    fields.set(column, text);
    return String.join(",", fields);
  }

  private static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
