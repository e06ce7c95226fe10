package org.bankrs.mllib.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.bankrs.mllib.internal.Column;
import org.bankrs.mllib.internal.GbtClassifier;
import org.bankrs.mllib.internal.Origins;
import org.bankrs.mllib.internal.RowValues;

/**
 * Explains the margins of one classifier of gradient-boosted trees. Immutable and thread-safe. Not
 * for use from outside: ask {@link org.bankrs.mllib.PipelineScorer#explain}.
 */
public final class GbtExplainer {

  private final GbtClassifier classifier;
  private final List<String> columns;
  private final int[] columnOfFeature;

  /** A feature that the trees look at and that derives from no single raw column. */
  private final OptionalInt unexplained;

  /**
   * An explainer.
   *
   * @param classifier to be explained
   * @param columns names of the raw columns
   * @param origins which raw column a feature derives from
   */
  public GbtExplainer(GbtClassifier classifier, List<Column> columns, Origins origins) {
    this.classifier = classifier;
    this.columns = columns.stream().map(Column::name).toList();
    columnOfFeature = new int[classifier.features().size()];
    for (int feature = 0; feature < columnOfFeature.length; feature++) {
      columnOfFeature[feature] = origins.of(classifier.features().offset() + feature);
    }
    unexplained =
        Arrays.stream(classifier.trees().features())
            .filter(feature -> columnOfFeature[feature] == Origins.NONE)
            .findFirst();
  }

  /**
   * Explains a row.
   *
   * @param row to which all stages have been applied
   * @throws IllegalArgumentException if the trees look at a feature that derives from several raw
   *     columns
   */
  public Explanation explain(RowValues row) {
    if (unexplained.isPresent()) {
      throw new IllegalArgumentException(
          "classifier '%s' cannot be explained: feature %d of '%s' does not derive from one raw column"
              .formatted(
                  classifier.answers().description().predictionColumn(),
                  unexplained.getAsInt(),
                  classifier.features().name()));
    }
    TreeShap shap =
        TreeShap.explain(
            classifier.trees(),
            columnOfFeature,
            columns.size(),
            row.numbers(),
            classifier.features().offset());
    List<Contribution> contributions = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      contributions.add(new Contribution(columns.get(column), shap.value(column)));
    }
    return new Explanation(classifier.answers().rawOne(row), shap.expected(), contributions);
  }
}
