package org.bankrs.scoring.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bankrs.schema.ColumnKind;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.FieldProblem;
import org.bankrs.schema.RawColumn;
import org.bankrs.schema.RawRow;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;

/**
 * The row that a page is about. Immutable and thread-safe.
 *
 * @param texts the 48 raw texts
 */
public record PageRow(List<String> texts) implements RawRow {
  /** The values of a whole pasted row were counted wrongly, or its header names no column. */
  public static final class PasteException extends Exception {
    private static final long serialVersionUID = 1L;

    PasteException(String message) {
      super(message);
    }
  }

  /** Copies the list. */
  public PageRow {
    texts = List.copyOf(texts);
  }

  /** The row of a form's fields, by column name; a flag that is not sent is 0. */
  public static PageRow ofForm(Map<String, String> form) {
    return new PageRow(
        RawSchema.COLUMNS.stream()
            .map(
                column ->
                    form.getOrDefault(column.name(), column.kind() == ColumnKind.FLAG ? "0" : ""))
            .toList());
  }

  /**
   * The row of a line of the raw file, or of a header line and a line.
   *
   * @throws PasteException when it is neither
   */
  public static PageRow ofCsv(String text, PageLanguage language) throws PasteException {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> names = RawSchema.NAMES;
    List<String> values = CsvLine.split(lines.get(lines.size() - 1));
    if (lines.size() == 2) {
      names = CsvLine.split(lines.get(0));
    } else if (lines.size() > 2) {
      throw new PasteException(
          language
              .choose(
                  "%d lines: expected one row, with or without a header",
                  "Строк: %d; ожидается одна, с заголовком или без него")
              .formatted(lines.size()));
    }
    if (values.size() != names.size()) {
      throw new PasteException(
          language
              .choose("the row has %d values: expected %d", "в строке %d значений, ожидается %d")
              .formatted(values.size(), names.size()));
    }
    List<String> texts = new ArrayList<>(Collections.nCopies(RawSchema.COLUMNS.size(), ""));
    for (int i = 0; i < names.size(); i++) {
      Optional<RawColumn> column = RawSchema.column(names.get(i));
      if (column.isEmpty()) {
        throw new PasteException(
            language
                .choose(
                    "the header names \"%s\": expected columns of the raw file",
                    "в заголовке есть «%s», ожидаются столбцы исходного файла")
                .formatted(names.get(i)));
      }
      texts.set(column.get().position(), values.get(i));
    }
    return new PageRow(texts);
  }

  @Override
  public String text(int position) {
    return texts.get(position);
  }

  /** The typed row; what cannot be read is added to the problems. */
  CustomerMonth clean(List<FieldProblem> problems) {
    return RowCleaner.clean(this, problems::add);
  }
}
