package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.Column.Kind;

/**
 * Replaces texts by the index of their label. With handleInvalid "keep" a missing or unknown text
 * gets the index after the last one.
 *
 * @param indexed one for each column
 * @param handleInvalid what happens to missing and unknown texts
 */
public record StringIndexer(List<Indexed> indexed, HandleInvalid handleInvalid) implements Stage {

  /**
   * One column.
   *
   * @param input read
   * @param output written
   * @param labels in the order of their indexes
   * @param indexes the same by label
   */
  record Indexed(Column input, Column output, List<String> labels, Map<String, Integer> indexes) {}

  private static final String LABELS = "labelsArray.list.element.list.element";

  static StringIndexer read(Metadata metadata, Columns columns) {
    metadata.expectOnly(
        "handleInvalid", "inputCol", "inputCols", "outputCol", "outputCols", "stringOrderType");
    String where = metadata.where();
    List<String> inputs = metadata.columns("inputCol", "inputCols");
    List<String> outputs = metadata.columns("outputCol", "outputCols");
    Checks.sameSize(where, "input columns", inputs, "output columns", outputs);
    Path data = metadata.folder().resolve("data");
    List<List<String>> labels = new ArrayList<>();
    ParquetFolder.onlyRow(data, batch -> labels.addAll(readLabels(batch)));
    Checks.sameSize(where, "input columns", inputs, "lists of labels", labels);

    List<Column> sources = inputs.stream().map(name -> columns.text(name, where)).toList();
    List<Indexed> indexed = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Column output = columns.add(outputs.get(i), Kind.NUMBER, 1, where);
      List<String> known = labels.get(i);
      indexed.add(new Indexed(sources.get(i), output, known, indexes(known, where)));
    }
    return new StringIndexer(List.copyOf(indexed), HandleInvalid.of(metadata));
  }

  private static List<List<String>> readLabels(ParquetBatch batch) {
    String[] texts = batch.texts(LABELS);
    int[] offsets = batch.offsets(LABELS, 1);
    List<List<String>> labels = new ArrayList<>();
    for (int i = 0; i < batch.offsets(LABELS, 0)[1]; i++) {
      labels.add(List.copyOf(Arrays.asList(texts).subList(offsets[i], offsets[i + 1])));
    }
    return labels;
  }

  private static Map<String, Integer> indexes(List<String> labels, String where) {
    Map<String, Integer> indexes = new HashMap<>();
    for (String label : labels) {
      if (indexes.put(label, indexes.size()) != null) {
        throw new ModelFormatException(where + ": label '" + label + "' is there twice");
      }
    }
    return indexes;
  }

  /** The labels of each input column, by its name. */
  public Map<String, List<String>> labels() {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    indexed.forEach(column -> labels.put(column.input.name(), column.labels));
    return labels;
  }

  @Override
  public void apply(RowValues row) {
    double[] numbers = row.numbers();
    String[] texts = row.texts();
    for (Indexed column : indexed) {
      String text = texts[column.input.offset()];
      Integer known = text == null ? null : column.indexes.get(text);
      if (known == null && handleInvalid != HandleInvalid.KEEP) {
        throw handleInvalid.refusal(
            column.input, text == null ? "missing" : "unknown text '" + text + "'");
      }
      int index = known == null ? column.labels.size() : known;
      numbers[column.output.offset()] = index;
    }
  }

  @Override
  public void trace(Origins origins) {
    indexed.forEach(column -> origins.derive(column.input, column.output));
  }
}
