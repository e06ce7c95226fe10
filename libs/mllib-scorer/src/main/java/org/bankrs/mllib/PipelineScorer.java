package org.bankrs.mllib;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bankrs.mllib.explain.Explanation;
import org.bankrs.mllib.explain.GbtExplainer;
import org.bankrs.mllib.internal.Column;
import org.bankrs.mllib.internal.GbtClassifier;
import org.bankrs.mllib.internal.Origins;
import org.bankrs.mllib.internal.Pipeline;
import org.bankrs.mllib.internal.Program;
import org.bankrs.mllib.internal.RowValues;
import org.bankrs.mllib.internal.Stage;
import org.bankrs.mllib.internal.StringIndexer;

/**
 * A {@code PipelineModel} saved by Spark 4, ready to score rows without Spark.
 *
 * <p>Immutable and thread-safe; each thread needs its own {@link InputRow}.
 *
 * <p>Probabilities agree with Spark's to 1e-12. They are not always equal to the last bit, because
 * Spark itself sums the trees in an order that depends on the machine: here the order of its Java
 * implementation is kept, which it uses where neither a native BLAS nor the vector module is there.
 * A decision can differ only where the probability lies within that distance of its threshold.
 */
public final class PipelineScorer {

  private final Program program;
  private final List<GbtClassifier> gbtClassifiers;
  private final List<Classifier> classifiers;
  private final List<GbtExplainer> explainers;
  private final List<InputColumn> inputs;
  private final Map<String, Integer> indexes;
  private final Map<String, List<String>> categories;
  private final int[] slots;

  private PipelineScorer(Pipeline pipeline) {
    program = new Program(pipeline);
    gbtClassifiers = new ArrayList<>();
    categories = new LinkedHashMap<>();
    for (Stage stage : pipeline.stages()) {
      if (stage instanceof GbtClassifier classifier) {
        gbtClassifiers.add(classifier);
      } else if (stage instanceof StringIndexer indexer) {
        indexer.labels().forEach(categories::putIfAbsent);
      }
    }
    classifiers = gbtClassifiers.stream().map(GbtClassifier::description).toList();
    List<Column> raw = pipeline.columns().raw();
    inputs = raw.stream().map(column -> new InputColumn(column.name(), inputType(column))).toList();
    slots = raw.stream().mapToInt(Column::offset).toArray();
    indexes = new LinkedHashMap<>();
    for (InputColumn input : inputs) {
      indexes.put(input.name(), indexes.size());
    }
    Origins origins = Origins.of(pipeline);
    explainers =
        gbtClassifiers.stream()
            .map(classifier -> new GbtExplainer(classifier, raw, origins))
            .toList();
  }

  private static InputType inputType(Column column) {
    return switch (column.kind()) {
      case NUMBER -> InputType.NUMBER;
      case TEXT -> InputType.TEXT;
      case VECTOR -> throw new IllegalStateException(column + ": no raw column is a vector");
    };
  }

  /**
   * Reads a pipeline from a local folder, as {@code PipelineModel.save} wrote it.
   *
   * @param pipelineFolder the folder that holds {@code metadata} and {@code stages}; it may come
   *     from anyone, everything in it is checked
   * @throws ModelFormatException if it is damaged or holds what is not supported
   */
  public static PipelineScorer load(Path pipelineFolder) {
    return new PipelineScorer(Pipeline.read(Objects.requireNonNull(pipelineFolder, "folder")));
  }

  /** The raw columns the pipeline needs, in the order in which its stages first read them. */
  public List<InputColumn> inputs() {
    return inputs;
  }

  /** The classifiers in stage order. */
  public List<Classifier> classifiers() {
    return classifiers;
  }

  /** A new row with all values missing. */
  public InputRow newRow() {
    return new InputRow(this, program.newRow());
  }

  /**
   * Scores one row.
   *
   * @param row a row of this scorer; its raw values stay as they are
   * @param probabilities receives the probability of class 1, in [0, 1], of each classifier
   * @param decisions receives whether Spark would predict class 1, for each classifier
   * @throws ScoringException if Spark would refuse or leave out this row
   * @throws IllegalArgumentException if the row is of another scorer or an array is too short
   */
  public void score(InputRow row, double[] probabilities, boolean[] decisions) {
    requireOwn(row);
    if (probabilities.length < gbtClassifiers.size() || decisions.length < gbtClassifiers.size()) {
      throw new IllegalArgumentException(
          "arrays of %d and %d for %d classifiers"
              .formatted(probabilities.length, decisions.length, gbtClassifiers.size()));
    }
    RowValues values = row.values();
    program.run(values);
    for (int i = 0; i < gbtClassifiers.size(); i++) {
      GbtClassifier classifier = gbtClassifiers.get(i);
      probabilities[i] = classifier.probability(values);
      decisions[i] = classifier.decision(values);
    }
  }

  /**
   * Explains the margin of one classifier by the row's raw columns: exact Shapley values, where a
   * column that is not known sends the row down both sides of a split in the shares in which the
   * training rows went (path-dependent TreeSHAP). Takes some tens of microseconds for 20 trees.
   *
   * @param row a row of this scorer; its raw values stay as they are
   * @param classifier position among {@link #classifiers()}
   * @throws ScoringException if Spark would refuse or leave out this row
   * @throws IllegalArgumentException if the row is of another scorer, there is no such classifier,
   *     or it reads what another classifier answers
   */
  public Explanation explain(InputRow row, int classifier) {
    requireOwn(row);
    if (classifier < 0 || classifier >= gbtClassifiers.size()) {
      throw new IllegalArgumentException(
          "no classifier %d; the pipeline has %d".formatted(classifier, gbtClassifiers.size()));
    }
    RowValues values = row.values();
    program.run(values);
    return explainers.get(classifier).explain(values);
  }

  private void requireOwn(InputRow row) {
    if (row.scorer() != this) {
      throw new IllegalArgumentException("the row was made by another scorer");
    }
  }

  /**
   * The texts that a {@code StringIndexer} of the pipeline knows for an input column.
   *
   * @param inputColumn any name
   * @return the labels in the order of their indexes; empty if no indexer reads that column
   */
  public List<String> categories(String inputColumn) {
    return categories.getOrDefault(Objects.requireNonNull(inputColumn, "inputColumn"), List.of());
  }

  int indexOf(String name) {
    Integer index = indexes.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "no input column '" + name + "'; the pipeline reads " + indexes.keySet());
    }
    return index;
  }

  InputColumn input(int column) {
    if (column < 0 || column >= slots.length) {
      throw new IllegalArgumentException(
          "no input column " + column + "; the pipeline reads " + slots.length + " columns");
    }
    return inputs.get(column);
  }

  /** Where a raw column lies among the numbers or the texts of a row. */
  int slot(int column) {
    return slots[column];
  }
}
