package org.bankrs.mllib.internal;

import java.util.List;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.TreesReader.Statistics;

/**
 * A binary classifier of one decision tree or of a random forest: the classes of the training rows
 * that came to a leaf speak for the row.
 *
 * @param features vector read
 * @param trees whose leaves speak
 * @param vote what a leaf says
 * @param answers what it writes
 */
record ForestClassifier(Column features, Trees trees, Vote vote, Answers answers)
    implements BinaryClassifier {

  /** What the leaf of a tree adds to the raw predictions. */
  enum Vote {
    /** The number of training rows of each class: a tree alone. */
    COUNTS,
    /** Their shares: a tree of a forest. */
    SHARES
  }

  private static final List<String> FOREST_PARAMS = List.of("bootstrap", "numTrees");

  static ForestClassifier readForest(Metadata metadata, Columns columns) {
    metadata.expectOnly(Answers.PARAMS, TreeParams.NAMES, FOREST_PARAMS);
    Column features = features(metadata, columns);
    Trees trees =
        TreesReader.read(
            metadata.folder(), metadata.integer("numTrees"), features.size(), Statistics.CLASSES);
    return new ForestClassifier(features, trees, Vote.SHARES, Answers.read(metadata, columns));
  }

  static ForestClassifier readTree(Metadata metadata, Columns columns) {
    metadata.expectOnly(Answers.PARAMS, TreeParams.NAMES, List.of());
    Column features = features(metadata, columns);
    Trees trees = TreesReader.readSingle(metadata.folder(), features.size(), Statistics.CLASSES);
    boolean byLeaf =
        metadata.text("rawPredictionCol").isEmpty() && metadata.text("probabilityCol").isEmpty();
    if (byLeaf) {
      throw new ModelFormatException(
          metadata.where()
              + ": writes neither rawPredictionCol nor probabilityCol; expected at least one");
    }
    return new ForestClassifier(features, trees, Vote.COUNTS, Answers.read(metadata, columns));
  }

  private static Column features(Metadata metadata, Columns columns) {
    int classes = metadata.integer("numClasses");
    if (classes != 2) {
      throw new ModelFormatException(
          metadata.where() + ": tells " + classes + " classes apart; supported are two");
    }
    return TreeParams.features(metadata, columns);
  }

  @Override
  public void apply(RowValues row) {
    double zero = 0;
    double one = 0;
    for (int tree = 0; tree < trees.size(); tree++) {
      int leaf = trees.leaf(tree, row.numbers(), features.offset());
      double leafZero = trees.samplesOfClassZero(leaf);
      double leafOne = trees.samplesOfClassOne(leaf);
      double total = vote == Vote.SHARES ? trees.samples(leaf) : 1;
      zero += leafZero / total;
      one += leafOne / total;
    }
    double sum = zero + one;
    answers.write(row, zero, one, zero / sum, one / sum);
  }
}
