package org.bankrs.mllib.internal;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Adds logarithms of single columns; no other SQL is supported.
 *
 * @param logarithms in the order of the statement; one may read what an earlier one made
 */
record SqlTransformer(List<Logarithm> logarithms) implements Stage {

  /**
   * One column.
   *
   * @param function which logarithm
   * @param input read
   * @param output written
   */
  record Logarithm(LogFunction function, Column input, Column output) {}

  static SqlTransformer read(Metadata metadata, Columns columns) {
    metadata.expectOnly("statement");
    String where = metadata.where();
    List<Logarithm> logarithms = new ArrayList<>();
    for (LogStatement.Expression expression :
        LogStatement.parse(metadata.text("statement"), where).expressions()) {
      Column input = columns.number(columns.resolve(expression.column(), where), where);
      Column output = columns.add(expression.name(), Kind.NUMBER, 1, where);
      logarithms.add(new Logarithm(expression.function(), input, output));
    }
    return new SqlTransformer(List.copyOf(logarithms));
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    for (Logarithm logarithm : logarithms) {
      numbers[logarithm.output.offset()] = logarithm.function.of(numbers[logarithm.input.offset()]);
    }
  }

  @Override
  public void trace(Origins origins) {
    logarithms.forEach(logarithm -> origins.derive(logarithm.input, logarithm.output));
  }
}
