package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.LearningNode;
import org.apache.spark.ml.tree.Split;
import org.apache.spark.ml.tree.impl.DTStatsAggregator;
import org.apache.spark.ml.tree.impl.RandomForest$;
import org.apache.spark.mllib.tree.impurity.ImpurityCalculator;
import org.apache.spark.mllib.tree.model.ImpurityStats;
import scala.Option;
import scala.Tuple2;

/**
 * MLlib's GBTClassifier for all labels at once: the arithmetic of a node is MLlib's own code, only
 * binning, the order of the work and the jobs are shared. Statistics are merged in the order of the
 * partitions. Not thread-safe.
 */
final class GradientTrainer {
  /** Below this an impurity is 0 for MLlib. */
  private static final double EPSILON = Math.ulp(1.0);

  /** MLlib takes smaller errors for this when it looks at their relative reduction. */
  private static final double MIN_ERROR = 0.01;

  private final BinnedRows binned;
  private final MllibBins bins;
  private final Settings settings;
  private final int labels;
  private final RoundObserver observer;

  GradientTrainer(BinnedRows binned, MllibBins bins, Settings settings, RoundObserver observer) {
    this.binned = binned;
    this.bins = bins;
    this.settings = settings;
    labels = binned.labels();
    this.observer = observer;
  }

  /** A node whose split is looked for, in our numbering and as MLlib has it. */
  private record Open(int label, int node, LearningNode learning) {}

  /** What MLlib found for a node. */
  private record Found(int place, Split split, ImpurityStats statistics) implements Serializable {}

  /** How a label fares on the validation rows. */
  private static final class Watch {
    private double best = Double.NaN;
    private int bestTrees;
    private boolean stopped;
  }

  /** The model of each label. */
  List<GBTClassificationModel> fit(List<String> uids) {
    List<List<DecisionTreeRegressionModel>> models =
        IntStream.range(0, labels).mapToObj(i -> newList()).toList();
    List<Watch> watches = IntStream.range(0, labels).mapToObj(i -> new Watch()).toList();
    Broadcast<MllibBins> broadcastBins = binned.spark().broadcast(bins);
    try (Rounds rounds = new Rounds(binned.spark(), labels)) {
      binned.shards().count();
      observer.rowsBinned();
      for (int round = 0; round < settings.rounds(); round++) {
        int[] active =
            IntStream.range(0, labels).filter(label -> !watches.get(label).stopped).toArray();
        if (active.length > 0) {
          LearningNode[] roots = grow(rounds, broadcastBins, active);
          for (int label : active) {
            List<DecisionTreeRegressionModel> trees = models.get(label);
            trees.add(
                new DecisionTreeRegressionModel(
                    uids.get(label) + "_tree_" + trees.size(),
                    roots[label].toNode(true),
                    binned.layout().features()));
          }
          if (binned.validates()) {
            watch(rounds, active, watches);
          }
        }
        observer.roundDone(round + 1, settings.rounds(), active.length);
      }
    } finally {
      binned.spark().setJobDescription(null);
      broadcastBins.destroy();
    }
    return IntStream.range(0, labels)
        .mapToObj(label -> model(uids.get(label), models.get(label), watches.get(label)))
        .toList();
  }

  private static List<DecisionTreeRegressionModel> newList() {
    return new ArrayList<>();
  }

  private GBTClassificationModel model(
      String uid, List<DecisionTreeRegressionModel> trees, Watch watch) {
    List<DecisionTreeRegressionModel> kept =
        watch.stopped ? trees.subList(0, watch.bestTrees) : trees;
    double[] weights =
        IntStream.range(0, kept.size())
            .mapToDouble(i -> i == 0 ? 1 : settings.stepSize())
            .toArray();
    return new GBTClassificationModel(
        uid,
        kept.toArray(DecisionTreeRegressionModel[]::new),
        weights,
        binned.layout().features(),
        2);
  }

  private LearningNode[] grow(Rounds rounds, Broadcast<MllibBins> broadcastBins, int[] active) {
    Tree[] trees = new Tree[labels];
    LearningNode[] roots = new LearningNode[labels];
    List<Open> open = new ArrayList<>();
    for (int label : active) {
      trees[label] = new Tree(rounds.count() == 0 ? 1 : settings.stepSize());
      roots[label] = LearningNode.emptyNode(1);
      open.add(new Open(label, 0, roots[label]));
    }
    for (int level = 0; !open.isEmpty(); level++) {
      binned
          .spark()
          .setJobDescription(
              "round %d of %d, level %d".formatted(rounds.count() + 1, settings.rounds(), level));
      List<Open> next = new ArrayList<>();
      for (Found found : find(rounds.growth(level, trees), broadcastBins, open)) {
        Open node = open.get(found.place());
        split(trees[node.label()], node, found, level, next);
      }
      // MLlib's results come in any order; ours are asked for in that of the labels.
      next.sort(Comparator.comparingInt(Open::label).thenComparingInt(Open::node));
      open = next;
    }
    rounds.finish(trees);
    return roots;
  }

  private List<Found> find(Growth growth, Broadcast<MllibBins> broadcastBins, List<Open> open) {
    int[] ofLabels = open.stream().mapToInt(Open::label).toArray();
    int[] nodes = open.stream().mapToInt(Open::node).toArray();
    // Without their children, which would come along.
    LearningNode[] bare =
        open.stream()
            .map(node -> LearningNode.apply(node.learning().id(), false, node.learning().stats()))
            .toArray(LearningNode[]::new);
    return binned
        .shards()
        .mapPartitionsWithIndex(new GradientScan(growth, broadcastBins, ofLabels, nodes), true)
        .groupBy(GradientScan.Part::place)
        .map(parts -> best(parts, broadcastBins.value(), bare))
        .collect();
  }

  private static Found best(
      Tuple2<Integer, Iterable<GradientScan.Part>> parts, MllibBins bins, LearningNode[] nodes) {
    DTStatsAggregator merged =
        StreamSupport.stream(parts._2().spliterator(), false)
            .sorted(Comparator.comparingInt(GradientScan.Part::partition))
            .map(GradientScan.Part::statistics)
            .reduce((all, part) -> all.merge(part))
            .orElseThrow();
    Tuple2<Split, ImpurityStats> best =
        RandomForest$.MODULE$.binsToBestSplit(
            merged, bins.splits(), Option.empty(), nodes[parts._1()]);
    return new Found(parts._1(), best._1(), best._2());
  }

  /** What MLlib does with a node's best split. */
  private void split(Tree tree, Open node, Found found, int level, List<Open> next) {
    ImpurityStats statistics = found.statistics();
    LearningNode learning = node.learning();
    describe(tree, node.node(), statistics.impurityCalculator());
    learning.stats_$eq(statistics);
    boolean isLeaf = statistics.gain() <= 0;
    learning.isLeaf_$eq(isLeaf);
    if (isLeaf) {
      return;
    }
    learning.split_$eq(Option.apply(found.split()));
    int left =
        tree.split(
            node.node(), found.split().featureIndex(), goesLeft(found.split()), statistics.gain());
    boolean isLast = level + 1 == settings.maxDepth();
    Open leftChild =
        child(tree, node, left, 2 * learning.id(), statistics.leftImpurityCalculator());
    Open rightChild =
        child(tree, node, left + 1, 2 * learning.id() + 1, statistics.rightImpurityCalculator());
    learning.leftChild_$eq(Option.apply(leftChild.learning()));
    learning.rightChild_$eq(Option.apply(rightChild.learning()));
    if (!isLast && Math.abs(statistics.leftImpurity()) >= EPSILON) {
      next.add(leftChild);
    }
    if (!isLast && Math.abs(statistics.rightImpurity()) >= EPSILON) {
      next.add(rightChild);
    }
  }

  private static Open child(
      Tree tree, Open parent, int node, int id, ImpurityCalculator calculator) {
    describe(tree, node, calculator);
    return new Open(
        parent.label(),
        node,
        LearningNode.apply(id, false, ImpurityStats.getEmptyImpurityStats(calculator)));
  }

  private static void describe(Tree tree, int node, ImpurityCalculator calculator) {
    tree.describe(node, calculator.predict(), calculator.rawCount());
  }

  private long[] goesLeft(Split split) {
    long[] goesLeft = Tree.noBins();
    if (split instanceof CategoricalSplit categorical) {
      for (double category : categorical.leftCategories()) {
        Tree.add(goesLeft, (int) category);
      }
    } else {
      double threshold = ((ContinuousSplit) split).threshold();
      int last = binned.layout().binBelow(split.featureIndex(), threshold);
      for (int bin = 0; bin <= last; bin++) {
        Tree.add(goesLeft, bin);
      }
    }
    return goesLeft;
  }

  /** MLlib's rule for stopping early. */
  private void watch(Rounds rounds, int[] active, List<Watch> watches) {
    double[] sums = new double[2 * labels];
    for (double[] part :
        binned.shards().map(new LossScan(rounds.growth(0, new Tree[labels]))).collect()) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += part[i];
      }
    }
    for (int label : active) {
      Watch watch = watches.get(label);
      double error = sums[label] / sums[labels + label];
      int trees = rounds.trees(label).size();
      if (trees == 1) {
        watch.best = error;
        watch.bestTrees = 1;
      } else if (watch.best - error < settings.validationTol() * Math.max(error, MIN_ERROR)) {
        watch.stopped = true;
      } else if (error < watch.best) {
        watch.best = error;
        watch.bestTrees = trees;
      }
    }
  }
}
