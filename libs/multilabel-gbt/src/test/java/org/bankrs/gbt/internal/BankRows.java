package org.bankrs.gbt.internal;

import java.util.Random;

/** Rows of 46 columns like those of a bank's customers, with 24 rare labels; trees over them. */
final class BankRows {
  static final int LABELS = 24;

  private static final int CONTINUOUS = 8;
  private static final int[] ARITIES = {
    3, 5, 5, 6, 6, 12, 19, 53, 53, 118, 160, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2
  };

  private BankRows() {}

  /** Rows of one partition; each label is true in two of a thousand and left out in one of ten. */
  static Shard shard(int rows, Shard.Tracks tracks) {
    Random random = new Random(11);
    int features = CONTINUOUS + ARITIES.length;
    int[] arity = new int[features];
    double[][] thresholds = new double[features][0];
    String[] names = new String[features];
    for (int f = 0; f < features; f++) {
      names[f] = "f" + f;
      if (f >= CONTINUOUS) {
        arity[f] = ARITIES[f - CONTINUOUS];
      } else {
        // Three of the numbers have many values.
        int bins = f < 3 ? 256 : 2 + 3 * f;
        thresholds[f] = new double[bins - 1];
        for (int i = 0; i < bins - 1; i++) {
          thresholds[f][i] = (i + 1.0) / bins;
        }
      }
    }
    FeatureLayout layout = new FeatureLayout(names, arity, thresholds);
    Shard.Builder builder = new Shard.Builder(layout, LABELS, tracks);
    for (int row = 0; row < rows; row++) {
      double[] values = new double[features];
      for (int f = 0; f < features; f++) {
        double u = random.nextDouble();
        values[f] = arity[f] == 0 ? u : (int) (u * u * arity[f]);
      }
      long positive = 0;
      long eligible = 0;
      for (int label = 0; label < LABELS; label++) {
        positive |= random.nextInt(500) == 0 ? 1L << label : 0;
        eligible |= random.nextInt(10) > 0 ? 1L << label : 0;
      }
      builder.add(values, positive, eligible, 1, false);
    }
    return builder.build();
  }

  /** A tree of so many leaves, of random splits, as balanced as can be. */
  static Tree tree(FeatureLayout layout, int leaves, Random random) {
    Tree tree = new Tree(0.1);
    tree.describe(0, random.nextGaussian(), 1);
    for (int split = 1; split < leaves; split++) {
      // Nodes are numbered level by level when the first leaf is always the next to split.
      int node = split - 1;
      int feature;
      do {
        feature = random.nextInt(layout.features());
      } while (layout.column(feature) < 0);
      long[] goesLeft = Tree.noBins();
      for (int bin = 0; bin < layout.bins(feature); bin++) {
        if (random.nextBoolean()) {
          Tree.add(goesLeft, bin);
        }
      }
      int left = tree.split(node, feature, goesLeft, 1);
      tree.describe(left, random.nextGaussian(), 1);
      tree.describe(left + 1, random.nextGaussian(), 1);
    }
    return tree;
  }
}
