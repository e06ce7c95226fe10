package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;

/**
 * Grows trees on all rows, with one job for each level: every shard makes histograms of the smaller
 * children; the driver adds them, takes the larger children by subtraction, and splits. Not
 * thread-safe.
 */
final class HistogramGrower implements TreeGrower {
  /** Histograms that one job returns from a shard are kept below this. */
  private static final long MAX_RESULT_BYTES = 128L << 20;

  private static final int REDUCE_ON_DRIVER = 16;

  private final BinnedRows binned;
  private final Settings settings;
  private final Totals totals;
  private final int labels;
  private final NewtonSplit.Finder finder;

  /** Rows by bin of each label's root. */
  private final long[][] rootRows;

  HistogramGrower(BinnedRows binned, Settings settings, Totals totals, Rounds rounds) {
    this.binned = binned;
    this.settings = settings;
    this.totals = totals;
    labels = binned.labels();
    finder = new NewtonSplit.Finder(binned.layout(), settings);
    int[] all = IntStream.range(0, labels).toArray();
    Histograms counts = run(RootScan.counting(rounds.growth(0, new Tree[labels]), all));
    rootRows = new long[labels][];
    for (int label : all) {
      rootRows[label] =
          Arrays.copyOfRange(counts.sums(), counts.gradients(label), counts.hessians(label));
    }
  }

  /** A node that may be split: where it is, its sums by bin and in all. */
  @SuppressWarnings("ArrayRecordComponent") // Hot or internal data that is never compared.
  private record Open(int label, int node, double[] histogram, NewtonSplit.Sums total) {}

  /** Two children of which the smaller is to be scanned. */
  private record Pair(Open parent, int left, NewtonSplit split) {

    int label() {
      return parent.label();
    }

    boolean leftIsSmaller() {
      return split.left().rows() <= split.right().rows();
    }

    int smaller() {
      return leftIsSmaller() ? left : left + 1;
    }
  }

  @Override
  public Map<Integer, List<Tree>> grow(Rounds rounds, int[] active, int most) {
    Tree[] trees = new Tree[labels];
    describe(rounds, 0);
    Histograms roots = run(new RootScan(rounds.growth(0, trees), active));
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < active.length; i++) {
      int label = active[i];
      System.arraycopy(rootRows[label], 0, roots.sums(), roots.counts(i), rootRows[label].length);
      double[] histogram = roots.node(i);
      NewtonSplit.Sums total = finder.total(histogram);
      trees[label] = new Tree(settings.stepSize());
      describe(trees[label], 0, total);
      open.add(new Open(label, 0, histogram, total));
    }
    for (int level = 1; !open.isEmpty(); level++) {
      List<Pair> pairs = split(open, trees);
      open = level < settings.maxDepth() ? children(rounds, level, trees, pairs) : List.of();
    }
    Map<Integer, List<Tree>> grown = new HashMap<>();
    for (int label : active) {
      trees[label].step(settings.leafStep(), totals.rate(label));
      grown.put(label, List.of(trees[label]));
    }
    return grown;
  }

  @Override
  public double[] shifts(Rounds rounds, List<List<Tree>> trees) {
    boolean isAll = IntStream.range(0, labels).allMatch(k -> rounds.trees(k).equals(trees.get(k)));
    if (isAll) {
      return shifts(rounds.growth(0, new Tree[labels]));
    }
    // The scores are those of trees that were given up, too.
    binned.shards().foreach(Shard::forget);
    try (Rounds kept = Rounds.of(binned.spark(), trees)) {
      return shifts(kept.growth(0, new Tree[labels]));
    }
  }

  private double[] shifts(Growth growth) {
    binned.spark().setJobDescription("mean predictions");
    double[] shifts = new double[labels];
    for (int step = 0; step < Expectation.STEPS; step++) {
      double[] from = shifts.clone();
      Expectation[] expected =
          binned.shards().map(shard -> expected(shard, growth, from)).reduce(HistogramGrower::sum);
      for (int label = 0; label < labels; label++) {
        shifts[label] += expected[label].shift(totals.positive(label));
      }
    }
    return shifts;
  }

  private static Expectation[] expected(Shard shard, Growth growth, double[] shifts) {
    synchronized (shard) {
      Standing training = shard.training(growth);
      Expectation[] expected = new Expectation[shifts.length];
      for (int label = 0; label < shifts.length; label++) {
        expected[label] = new Expectation();
        double[] scores = training.scores(label);
        for (int row = 0; row < scores.length; row++) {
          if (shard.counts(row, label)) {
            expected[label].add(scores[row] + shifts[label], shard.weight(row));
          }
        }
      }
      return expected;
    }
  }

  private static Expectation[] sum(Expectation[] one, Expectation[] other) {
    for (int label = 0; label < one.length; label++) {
      one[label].add(other[label]);
    }
    return one;
  }

  private void describe(Tree tree, int node, NewtonSplit.Sums sums) {
    tree.describe(node, finder.leafValue(sums), Math.round(sums.rows()));
  }

  private List<Pair> split(List<Open> open, Tree[] trees) {
    List<Pair> pairs = new ArrayList<>();
    for (Open node : open) {
      NewtonSplit split = finder.best(node.histogram(), node.total());
      if (split != null) {
        Tree tree = trees[node.label()];
        int left = tree.split(node.node(), split.feature(), split.goesLeft(), split.gain());
        describe(tree, left, split.left());
        describe(tree, left + 1, split.right());
        pairs.add(new Pair(node, left, split));
      }
    }
    return pairs;
  }

  private List<Open> children(Rounds rounds, int level, Tree[] trees, List<Pair> pairs) {
    List<Pair> wanted =
        pairs.stream()
            .filter(
                pair ->
                    finder.maySplit(pair.split().left()) || finder.maySplit(pair.split().right()))
            .toList();
    int atOnce =
        (int) Math.max(1, MAX_RESULT_BYTES / (3L * Long.BYTES * binned.layout().totalBins()));
    List<Open> open = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += atOnce) {
      List<Pair> some = wanted.subList(from, Math.min(from + atOnce, wanted.size()));
      describe(rounds, level);
      Histograms scanned = run(scan(rounds.growth(level, trees), some));
      for (int i = 0; i < some.size(); i++) {
        addChildren(some.get(i), scanned.node(i), open);
      }
    }
    return open;
  }

  /** A scan of the smaller children; the pairs of a label lie side by side. */
  private static NodeScan scan(Growth growth, List<Pair> pairs) {
    int[] labels = pairs.stream().mapToInt(Pair::label).distinct().toArray();
    int[][] nodes =
        IntStream.of(labels)
            .mapToObj(
                label ->
                    pairs.stream()
                        .filter(pair -> pair.label() == label)
                        .mapToInt(Pair::smaller)
                        .toArray())
            .toArray(int[][]::new);
    return new NodeScan(growth, labels, nodes);
  }

  private void addChildren(Pair pair, double[] smaller, List<Open> open) {
    double[] larger = pair.parent().histogram();
    for (int i = 0; i < larger.length; i++) {
      larger[i] -= smaller[i];
    }
    NewtonSplit split = pair.split();
    boolean leftIsSmaller = pair.leftIsSmaller();
    if (finder.maySplit(split.left())) {
      open.add(new Open(pair.label(), pair.left(), leftIsSmaller ? smaller : larger, split.left()));
    }
    if (finder.maySplit(split.right())) {
      open.add(
          new Open(pair.label(), pair.left() + 1, leftIsSmaller ? larger : smaller, split.right()));
    }
  }

  private void describe(Rounds rounds, int level) {
    binned
        .spark()
        .setJobDescription(
            "round %d of %d, level %d".formatted(rounds.count(), settings.rounds(), level));
  }

  private Histograms run(Function<Shard, Histograms> scan) {
    JavaRDD<Histograms> parts = binned.shards().map(scan);
    return binned.shards().getNumPartitions() > REDUCE_ON_DRIVER
        ? parts.treeReduce(Histograms::add)
        : parts.reduce(Histograms::add);
  }
}
