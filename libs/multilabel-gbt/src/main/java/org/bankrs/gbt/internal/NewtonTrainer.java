package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Second-order boosting of the log-loss for all labels at once: one Spark job for each level of a
 * round, in which every shard makes histograms of the smaller children; the driver adds them, takes
 * the larger children by subtraction, and splits.
 *
 * <p>All sums are whole numbers, so the trees do not depend on partitions, executors or retries.
 * Not thread-safe.
 */
final class NewtonTrainer {
  /** Histograms that one job returns from a shard are kept below this. */
  private static final long MAX_RESULT_BYTES = 128L << 20;

  private static final int REDUCE_ON_DRIVER = 16;

  private final JavaSparkContext spark;
  private final JavaRDD<Shard> shards;
  private final FeatureLayout layout;
  private final Settings settings;
  private final int labels;
  private final boolean validates;
  private final RoundObserver observer;
  private final NewtonSplit.Finder finder;

  NewtonTrainer(
      JavaSparkContext spark,
      JavaRDD<Shard> shards,
      FeatureLayout layout,
      Settings settings,
      int labels,
      boolean validates,
      RoundObserver observer) {
    this.spark = spark;
    this.shards = shards;
    this.layout = layout;
    this.settings = settings;
    this.labels = labels;
    this.validates = validates;
    this.observer = observer;
    finder =
        new NewtonSplit.Finder(
            layout,
            settings.lambda(),
            settings.minHessian(),
            settings.minRows(),
            settings.minGain());
  }

  /** A node that may be split: where it is, its sums by bin and in all. */
  @SuppressWarnings("ArrayRecordComponent") // Hot or internal data that is never compared.
  private record Open(int label, int node, long[] histogram, NewtonSplit.Sums total) {}

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

  /** The trees of each label; the first is a leaf of the prior log-odds. */
  List<List<Tree>> fit() {
    int[] all = IntStream.range(0, labels).toArray();
    try (Rounds rounds = new Rounds(spark, labels)) {
      Histograms counts = run(RootScan.counting(rounds.growth(0, new Tree[labels]), all));
      long[][] rows = new long[labels][];
      Tree[] priors = new Tree[labels];
      boolean[] growing = new boolean[labels];
      for (int label : all) {
        rows[label] =
            Arrays.copyOfRange(
                counts.sums(),
                counts.gradients(label),
                counts.gradients(label) + layout.totalBins());
        long eligible = rowsOf(rows[label]);
        long positive = counts.extra()[label];
        priors[label] = Tree.leaf(1, priorScore(positive, eligible), eligible);
        growing[label] = positive > 0 && positive < eligible;
      }
      rounds.finish(priors);
      EarlyStopping stopping = new EarlyStopping(labels, settings.patience());
      for (int round = 1; round <= settings.rounds(); round++) {
        int[] active = IntStream.of(all).filter(label -> growing[label]).toArray();
        if (active.length > 0) {
          grow(rounds, active, rows, growing, stopping);
        }
        observer.roundDone(round, settings.rounds(), active.length);
      }
      if (!validates) {
        return centred(IntStream.of(all).mapToObj(rounds::trees).toList(), rounds);
      }
      List<List<Tree>> best = best(rounds, all, growing, stopping);
      shards.foreach(Shard::forget);
      try (Rounds kept = Rounds.of(spark, best)) {
        return centred(best, kept);
      }
    } finally {
      spark.setJobDescription(null);
    }
  }

  /** Rows of a label: those of any feature with bins. */
  private long rowsOf(long[] rows) {
    long[] node = new long[3 * rows.length];
    System.arraycopy(rows, 0, node, 2 * rows.length, rows.length);
    return finder.total(node).rows();
  }

  /**
   * Half the log-odds of the base rate; where all rows are alike half a row of the other kind is
   * supposed.
   */
  static double priorScore(long positive, long eligible) {
    if (eligible == 0) {
      return 0;
    }
    double positives = Math.min(Math.max((double) positive, 0.5), eligible - 0.5);
    return Math.log(positives / (eligible - positives)) / 2;
  }

  private void grow(
      Rounds rounds, int[] active, long[][] rows, boolean[] growing, EarlyStopping stopping) {
    Tree[] trees = new Tree[labels];
    describe(rounds, 0);
    Histograms roots = run(new RootScan(rounds.growth(0, trees), active));
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < active.length; i++) {
      int label = active[i];
      if (validates && stopping.stops(label, rounds.trees(label).size(), roots.extra()[i])) {
        growing[label] = false;
        continue;
      }
      long[] histogram = roots.node(i);
      System.arraycopy(rows[label], 0, histogram, 2 * rows[label].length, rows[label].length);
      NewtonSplit.Sums total = finder.total(histogram);
      trees[label] = new Tree(settings.stepSize());
      trees[label].describe(0, total.leafValue(settings.lambda()), total.rows());
      open.add(new Open(label, 0, histogram, total));
    }
    for (int level = 1; !open.isEmpty(); level++) {
      List<Pair> pairs = split(open, trees);
      open = level < settings.maxDepth() ? children(rounds, level, trees, pairs) : List.of();
    }
    for (int label : active) {
      if (trees[label] != null && trees[label].size() == 1) {
        // Nothing can be gained any more.
        trees[label] = null;
        growing[label] = false;
      }
    }
    rounds.finish(trees);
  }

  private List<Pair> split(List<Open> open, Tree[] trees) {
    List<Pair> pairs = new ArrayList<>();
    for (Open node : open) {
      NewtonSplit split = finder.best(node.histogram(), node.total());
      if (split != null) {
        Tree tree = trees[node.label()];
        int left = tree.split(node.node(), split.feature(), split.goesLeft(), split.gain());
        tree.describe(left, split.left().leafValue(settings.lambda()), split.left().rows());
        tree.describe(left + 1, split.right().leafValue(settings.lambda()), split.right().rows());
        pairs.add(new Pair(node, left, split));
      }
    }
    return pairs;
  }

  private boolean maySplit(NewtonSplit.Sums sums) {
    return sums.rows() >= 2L * settings.minRows()
        && sums.realHessian() >= 2 * settings.minHessian();
  }

  private List<Open> children(Rounds rounds, int level, Tree[] trees, List<Pair> pairs) {
    List<Pair> wanted =
        pairs.stream()
            .filter(pair -> maySplit(pair.split().left()) || maySplit(pair.split().right()))
            .toList();
    int atOnce = (int) Math.max(1, MAX_RESULT_BYTES / (3L * Long.BYTES * layout.totalBins()));
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

  private void addChildren(Pair pair, long[] smaller, List<Open> open) {
    long[] larger = pair.parent().histogram();
    for (int i = 0; i < larger.length; i++) {
      larger[i] -= smaller[i];
    }
    NewtonSplit split = pair.split();
    boolean leftIsSmaller = pair.leftIsSmaller();
    if (maySplit(split.left())) {
      open.add(new Open(pair.label(), pair.left(), leftIsSmaller ? smaller : larger, split.left()));
    }
    if (maySplit(split.right())) {
      open.add(
          new Open(pair.label(), pair.left() + 1, leftIsSmaller ? larger : smaller, split.right()));
    }
  }

  private List<List<Tree>> best(
      Rounds rounds, int[] all, boolean[] growing, EarlyStopping stopping) {
    int[] active = IntStream.of(all).filter(label -> growing[label]).toArray();
    Histograms last = run(new RootScan(rounds.growth(0, new Tree[labels]), active));
    for (int i = 0; i < active.length; i++) {
      stopping.stops(active[i], rounds.trees(active[i]).size(), last.extra()[i]);
    }
    return IntStream.of(all)
        .mapToObj(label -> rounds.trees(label).subList(0, Math.max(1, stopping.bestTrees(label))))
        .toList();
  }

  /**
   * Moves the first leaf of each label so that the mean prediction of its training rows is the base
   * rate. Rare labels need it: their Newton steps up are too long, those down are not.
   */
  private List<List<Tree>> centred(List<List<Tree>> trees, Rounds rounds) {
    int[] grown = IntStream.range(0, labels).filter(label -> trees.get(label).size() > 1).toArray();
    List<List<Tree>> centred = new ArrayList<>();
    trees.forEach(ofLabel -> centred.add(new ArrayList<>(ofLabel)));
    Histograms roots = run(new RootScan(rounds.growth(0, new Tree[labels]), grown));
    for (int i = 0; i < grown.length; i++) {
      Tree first = trees.get(grown[i]).get(0);
      double change = finder.total(roots.node(i)).leafValue(0);
      centred.get(grown[i]).set(0, Tree.leaf(1, first.value(0) + change, first.rows(0)));
    }
    return centred;
  }

  private void describe(Rounds rounds, int level) {
    spark.setJobDescription(
        "round %d of %d, level %d".formatted(rounds.count(), settings.rounds(), level));
  }

  private Histograms run(Function<Shard, Histograms> scan) {
    JavaRDD<Histograms> parts = shards.map(scan);
    return shards.getNumPartitions() > REDUCE_ON_DRIVER
        ? parts.treeReduce(Histograms::add)
        : parts.reduce(Histograms::add);
  }
}
