package org.bankrs.gbt.internal;

import java.util.Arrays;
import java.util.List;

/** Which labels have stopped to gain on the validation rows. Not thread-safe. */
final class EarlyStopping {
  private final int patience;
  private final long[] best;
  private final int[] bestTrees;
  private final boolean[] stopped;

  EarlyStopping(int labels, int patience) {
    this.patience = patience;
    best = new long[labels];
    bestTrees = new int[labels];
    stopped = new boolean[labels];
    Arrays.fill(best, Long.MAX_VALUE);
  }

  /**
   * Takes the loss of a label with so many trees, unless the label has stopped.
   *
   * @param loss 0 where no validation row counts for the label, which then never stops
   */
  void tell(int label, int trees, long loss) {
    if (stopped[label]) {
      return;
    }
    if (loss < best[label] || loss == 0) {
      best[label] = loss;
      bestTrees[label] = trees;
    }
    stopped[label] = trees - bestTrees[label] >= patience;
  }

  /** Whether a label should get no more trees. */
  boolean hasStopped(int label) {
    return stopped[label];
  }

  /** Those of a label's trees with which the loss was smallest; at least one. */
  List<Tree> best(int label, List<Tree> trees) {
    return List.copyOf(trees.subList(0, Math.max(1, bestTrees[label])));
  }
}
