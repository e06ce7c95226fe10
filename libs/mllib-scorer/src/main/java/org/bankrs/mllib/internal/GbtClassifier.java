package org.bankrs.mllib.internal;

import java.util.List;

/**
 * A binary classifier of gradient-boosted trees.
 *
 * @param features vector read
 * @param trees whose weighted sum is the margin
 * @param answers what it writes; raw predictions are the margin with opposite signs
 */
public record GbtClassifier(Column features, Trees trees, Answers answers)
    implements BinaryClassifier {

  private static final List<String> PARAMS =
      List.of("lossType", "maxIter", "stepSize", "validationIndicatorCol", "validationTol");

  static GbtClassifier read(Metadata metadata, Columns columns) {
    metadata.expectOnly(Answers.PARAMS, TreeParams.NAMES, PARAMS);
    metadata.choice("lossType", "logistic");
    Column features = TreeParams.features(metadata, columns);
    Trees trees =
        TreesReader.read(
            metadata.folder(),
            metadata.integer("numTrees"),
            features.size(),
            TreesReader.Statistics.VARIANCE);
    return new GbtClassifier(features, trees, Answers.read(metadata, columns));
  }

  @Override
  public void apply(RowValues row) {
    answer(trees.margin(row.numbers(), features.offset()), row);
  }

  /** Writes what follows from a margin. */
  void answer(double margin, RowValues row) {
    double classZero = 1.0 / (1.0 + Math.exp(2.0 * margin));
    answers.write(row, -margin, margin, classZero, 1.0 - classZero);
  }
}
