package org.bankrs.job.panel;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.schema.FieldProblem;

/** What could not be read in a row, packed into one text that travels with the row. */
final class RowProblems {
  /** The position of a line that has another number of fields than the header. */
  static final int WHOLE_LINE = -1;

  private static final char FIELD = '\u0001';
  private static final char NEXT = '\u0002';
  private static final int SHOWN = 60;

  private final StringBuilder packed = new StringBuilder();

  /** One problem: the raw column's position or {@link #WHOLE_LINE}, and the text found. */
  record Problem(int position, String value) {}

  void add(FieldProblem problem) {
    add(problem.column().position(), problem.value());
  }

  void addLine(String line) {
    add(WHOLE_LINE, line);
  }

  private void add(int position, String value) {
    if (!packed.isEmpty()) {
      packed.append(NEXT);
    }
    String shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    packed.append(position).append(FIELD).append(shown.replaceAll("[\u0001\u0002]", "?"));
  }

  boolean isEmpty() {
    return packed.isEmpty();
  }

  String pack() {
    return packed.toString();
  }

  static List<Problem> unpack(String packed) {
    List<Problem> problems = new ArrayList<>();
    int from = 0;
    while (from < packed.length()) {
      int next = packed.indexOf(NEXT, from);
      int end = next < 0 ? packed.length() : next;
      int field = packed.indexOf(FIELD, from);
      problems.add(
          new Problem(
              Integer.parseInt(packed.substring(from, field)), packed.substring(field + 1, end)));
      from = end + 1;
    }
    return problems;
  }
}
