package org.bankrs.gbt.internal;

import java.util.Arrays;

/**
 * Where some rows of a shard stand after so many rounds: the score of each label and, where trees
 * grow on all rows, the node in the tree that grows. Not thread-safe.
 */
final class Standing {
  /** Node of a row that does not count for the label. */
  private static final char OUT = 0;

  /** Rows that meet the trees of all labels before the next rows do: their bytes stay at hand. */
  private static final int BLOCK = 512;

  private final Shard shard;
  private final int first;
  private final int rows;
  private final boolean tracksNodes;
  private final double[][] score;
  private final char[][] node;
  private final int[] movedBy;
  private int round;

  /**
   * The rows before any round.
   *
   * @param first of the rows
   * @param rows how many
   */
  Standing(Shard shard, int first, int rows, boolean tracksNodes) {
    this.shard = shard;
    this.first = first;
    this.rows = rows;
    this.tracksNodes = tracksNodes;
    score = new double[shard.labels][rows];
    node = new char[shard.labels][tracksNodes ? rows : 0];
    movedBy = new int[shard.labels];
    for (int label = 0; label < shard.labels; label++) {
      for (int row = 0; row < rows; row++) {
        boolean counts = shard.counts(first + row, label);
        score[label][row] = counts ? 0 : Double.NaN;
        if (tracksNodes) {
          node[label][row] = counts ? Router.ROOT : OUT;
        }
      }
    }
  }

  /** Scores of the rows for a label, half the log-odds; NaN where the row does not count. */
  double[] scores(int label) {
    return score[label];
  }

  /** Whether a later job than the one that asks has been here. */
  boolean isAhead(Growth growth) {
    return round > growth.round()
        || (round == growth.round()
            && Arrays.stream(movedBy).anyMatch(levels -> levels > growth.level()));
  }

  /** Adds the trees of the finished rounds to the scores. */
  void advance(Growth growth) {
    while (round < growth.round()) {
      Tree[] trees = growth.finished().get(round).value();
      round++;
      if (tracksNodes) {
        addByNodes(trees);
      } else {
        addByBlocks(trees);
      }
    }
  }

  /**
   * Moves the rows of a label down its growing tree as far as it goes; returns their nodes, by
   * number plus one, 0 where the row does not count. Only where nodes are tracked.
   *
   * @param depth of the tree
   */
  char[] move(int label, Tree tree, int depth) {
    int levels = depth - movedBy[label];
    if (levels > 0) {
      new Router(tree, shard.layout)
          .move(
              node[label], shard.bins, first * shard.layout.width(), shard.layout.width(), levels);
      movedBy[label] = depth;
    }
    return node[label];
  }

  private void addByBlocks(Tree[] trees) {
    TreeScore[] scores = new TreeScore[trees.length];
    for (int label = 0; label < trees.length; label++) {
      if (trees[label] != null) {
        scores[label] = TreeScore.of(trees[label], shard.layout);
      }
    }
    int width = shard.layout.width();
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(from + BLOCK, rows);
      for (int label = 0; label < trees.length; label++) {
        if (scores[label] != null) {
          scores[label].addTo(score[label], from, to, shard.bins, first * width, width);
        }
      }
    }
  }

  private void addByNodes(Tree[] trees) {
    for (int label = 0; label < trees.length; label++) {
      Tree tree = trees[label];
      if (tree != null) {
        double[] change = tree.changes();
        double[] scores = score[label];
        char[] nodes = move(label, tree, tree.depth());
        for (int row = 0; row < rows; row++) {
          // What does not count is NaN already.
          scores[row] += change[nodes[row]];
          nodes[row] = (char) Math.min(nodes[row], Router.ROOT);
        }
        movedBy[label] = 0;
      }
    }
  }
}
