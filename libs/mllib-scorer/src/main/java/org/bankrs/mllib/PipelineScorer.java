package org.bankrs.mllib;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bankrs.mllib.explain.Explanation;
import org.bankrs.mllib.explain.GbtExplainer;
import org.bankrs.mllib.internal.Answers;
import org.bankrs.mllib.internal.BinaryClassifier;
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
  private final List<BinaryClassifier> stages;
  private final List<Classifier> classifiers;
  private final List<Optional<GbtExplainer>> explainers;
  private final List<InputColumn> inputs;
  private final Map<String, Integer> indexes;
  private final Map<String, List<String>> categories;
  private final int[] slots;

  private PipelineScorer(Pipeline pipeline) {
    program = new Program(pipeline);
    stages = new ArrayList<>();
    categories = new LinkedHashMap<>();
    for (Stage stage : pipeline.stages()) {
      if (stage instanceof BinaryClassifier classifier) {
        stages.add(classifier);
      } else if (stage instanceof StringIndexer indexer) {
        indexer.labels().forEach(categories::putIfAbsent);
      }
    }
    classifiers = stages.stream().map(classifier -> classifier.answers().description()).toList();
    List<Column> raw = pipeline.columns().raw();
    inputs = raw.stream().map(column -> new InputColumn(column.name(), inputType(column))).toList();
    slots = raw.stream().mapToInt(Column::offset).toArray();
    indexes = new LinkedHashMap<>();
    for (InputColumn input : inputs) {
      indexes.put(input.name(), indexes.size());
    }
    Origins origins = Origins.of(pipeline);
    explainers =
        stages.stream()
            .map(
                stage ->
                    stage instanceof GbtClassifier classifier
                        ? Optional.of(new GbtExplainer(classifier, raw, origins))
                        : Optional.<GbtExplainer>empty())
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
    if (probabilities.length < stages.size() || decisions.length < stages.size()) {
      throw new IllegalArgumentException(
          "arrays of %d and %d for %d classifiers"
              .formatted(probabilities.length, decisions.length, stages.size()));
    }
    RowValues values = row.values();
    program.run(values);
    for (int i = 0; i < stages.size(); i++) {
      Answers answers = stages.get(i).answers();
      probabilities[i] = answers.probability(values);
      decisions[i] = answers.decision(values);
    }
  }

  /**
   * Scores many rows together: the same answers to the last bit, in less time.
   *
   * @param rows rows of this scorer, each another one; their raw values stay as they are
   * @return answers in the order of the rows; a row that Spark would refuse or leave out does not
   *     keep the others from being scored
   * @throws IllegalArgumentException if a row is of another scorer or there twice
   */
  public BatchScores score(List<InputRow> rows) {
    rows.forEach(this::requireOwn);
    if (Set.copyOf(rows).size() < rows.size()) {
      throw new IllegalArgumentException("a row is there twice; expected each another one");
    }
    List<Optional<ScoringException>> refusals =
        program.runAll(rows.stream().map(InputRow::values).toList());
    int count = stages.size();
    double[] probabilities = new double[rows.size() * count];
    boolean[] decisions = new boolean[rows.size() * count];
    for (int row = 0; row < rows.size(); row++) {
      RowValues values = rows.get(row).values();
      for (int k = 0; k < count; k++) {
        Answers answers = stages.get(k).answers();
        boolean scored = refusals.get(row).isEmpty();
        probabilities[row * count + k] = scored ? answers.probability(values) : Double.NaN;
        decisions[row * count + k] = scored && answers.decision(values);
      }
    }
    return new BatchScores(count, probabilities, decisions, refusals);
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
   *     it is not one of gradient-boosted trees, or it reads what another classifier answers
   */
  public Explanation explain(InputRow row, int classifier) {
    requireOwn(row);
    if (classifier < 0 || classifier >= stages.size()) {
      throw new IllegalArgumentException(
          "no classifier %d; the pipeline has %d".formatted(classifier, stages.size()));
    }
    GbtExplainer explainer =
        explainers
            .get(classifier)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "classifier %d is not of gradient-boosted trees; only those are explained"
                            .formatted(classifier)));
    RowValues values = row.values();
    program.run(values);
    return explainer.explain(values);
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
