package org.bankrs.gbt.internal;

import java.util.Arrays;

/** Which labels have stopped to gain on the validation rows. Not thread-safe. */
final class EarlyStopping {
  private final int patience;
  private final long[] best;
  private final int[] bestTrees;

  EarlyStopping(int labels, int patience) {
    this.patience = patience;
    best = new long[labels];
    bestTrees = new int[labels];
    Arrays.fill(best, Long.MAX_VALUE);
  }

  /**
   * Takes the loss of a label with so many trees.
   *
   * @param loss 0 where no validation row counts for the label, which then never stops
   * @return whether the label should get no more trees
   */
  boolean stops(int label, int trees, long loss) {
    if (loss < best[label] || loss == 0) {
      best[label] = loss;
      bestTrees[label] = trees;
    }
    return trees - bestTrees[label] >= patience;
  }

  /** The number of trees with the smallest loss. */
  int bestTrees(int label) {
    return bestTrees[label];
  }
}
