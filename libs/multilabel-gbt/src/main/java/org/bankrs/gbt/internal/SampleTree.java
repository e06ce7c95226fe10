package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Grows trees on the drawn rows of a label, all in one place. Immutable. */
final class SampleTree implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FeatureLayout layout;
  private final Settings settings;
  private final NewtonSplit.Finder finder;

  SampleTree(FeatureLayout layout, Settings settings) {
    this.layout = layout;
    this.settings = settings;
    finder = new NewtonSplit.Finder(layout, settings);
  }

  /** A node that may be split: its rows, in the order of the table, and its sums by bin. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Open(int node, int from, int to, double[] histogram, NewtonSplit.Sums total) {

    /** The histogram of a child, from that of the other; this one is used up. */
    double[] minus(double[] child) {
      for (int i = 0; i < histogram.length; i++) {
        histogram[i] -= child[i];
      }
      return histogram;
    }
  }

  /** The rows of samples, in any order. */
  SampleRows rows(Iterable<Sample> samples) {
    return new SampleRows(samples, layout);
  }

  /**
   * Grows tree after tree on the same rows and adds each to their scores.
   *
   * @param rate of the label's positive rows, of those not drawn too
   * @param most trees; there are fewer where nothing can be gained any more, the last is one leaf
   *     then
   */
  List<Tree> grow(SampleRows rows, double rate, int most) {
    List<Tree> trees = new ArrayList<>();
    boolean gains = true;
    while (gains && trees.size() < most) {
      Tree tree = grow(SampleTable.of(rows));
      tree.step(settings.leafStep(), rate);
      trees.add(tree);
      rows.add(tree);
      gains = tree.size() > 1;
    }
    return trees;
  }

  private Tree grow(SampleTable table) {
    Tree tree = new Tree(settings.stepSize());
    double[] histogram = table.histogram(0, table.rows());
    NewtonSplit.Sums total = finder.total(histogram);
    describe(tree, 0, total);
    List<Open> level = List.of(new Open(0, 0, table.rows(), histogram, total));
    for (int depth = 0; depth < settings.maxDepth(); depth++) {
      List<Open> next = new ArrayList<>();
      for (Open open : level) {
        split(table, tree, open, depth + 1 < settings.maxDepth(), next);
      }
      level = next;
    }
    return tree;
  }

  private void split(SampleTable table, Tree tree, Open open, boolean goesOn, List<Open> next) {
    NewtonSplit split = finder.best(open.histogram(), open.total());
    if (split == null) {
      return;
    }
    int left = tree.split(open.node(), split.feature(), split.goesLeft(), split.gain());
    describe(tree, left, split.left());
    describe(tree, left + 1, split.right());
    boolean leftMay = finder.maySplit(split.left());
    boolean rightMay = finder.maySplit(split.right());
    if (!goesOn || !(leftMay || rightMay)) {
      return;
    }
    int middle = table.partition(open.from(), open.to(), tree, open.node());
    boolean leftIsSmaller = middle - open.from() <= open.to() - middle;
    double[] smaller =
        leftIsSmaller ? table.histogram(open.from(), middle) : table.histogram(middle, open.to());
    double[] larger = open.minus(smaller);
    if (leftMay) {
      next.add(new Open(left, open.from(), middle, leftIsSmaller ? smaller : larger, split.left()));
    }
    if (rightMay) {
      next.add(
          new Open(left + 1, middle, open.to(), leftIsSmaller ? larger : smaller, split.right()));
    }
  }

  private void describe(Tree tree, int node, NewtonSplit.Sums sums) {
    tree.describe(node, finder.leafValue(sums), Math.round(sums.rows()));
  }
}
