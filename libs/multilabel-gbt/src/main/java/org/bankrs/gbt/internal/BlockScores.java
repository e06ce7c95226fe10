package org.bankrs.gbt.internal;

import java.util.Arrays;
import java.util.Objects;

/** Scores of the training rows of a shard after the finished rounds, a block of rows at a time. */
interface BlockScores {

  /**
   * Writes the scores of a label from one row to another.
   *
   * @param into that of the first row comes first; a row that does not count may have any
   */
  void fill(double[] into, int label, int from, int to);

  /** The scores of a shard: those it keeps, or made anew where it keeps none. */
  static BlockScores of(Shard shard, Growth growth) {
    if (shard.keepsScores()) {
      Standing training = shard.training(growth);
      return (into, label, from, to) ->
          System.arraycopy(training.scores(label), from, into, 0, to - from);
    }
    TreeScore[][] trees = new TreeScore[shard.labels][];
    for (int label = 0; label < shard.labels; label++) {
      int of = label;
      trees[label] =
          growth.finished().stream()
              .map(round -> round.value()[of])
              .filter(Objects::nonNull)
              .map(tree -> TreeScore.of(tree, shard.layout))
              .toArray(TreeScore[]::new);
    }
    int width = shard.layout.width();
    return (into, label, from, to) -> {
      Arrays.fill(into, 0);
      for (TreeScore tree : trees[label]) {
        tree.addTo(into, 0, to - from, shard.bins, from * width, width);
      }
    };
  }
}
