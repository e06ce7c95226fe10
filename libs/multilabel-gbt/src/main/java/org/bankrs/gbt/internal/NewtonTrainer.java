package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Boosts by Newton steps on the log-loss, all labels at once. All sums are whole numbers, so the
 * trees do not depend on partitions, executors or retries. Not thread-safe.
 */
final class NewtonTrainer {
  /** Newton steps that move the mean prediction to the base rate. */
  private static final int CENTRING_STEPS = 2;

  private final JavaSparkContext spark;
  private final JavaRDD<Shard> shards;
  private final FeatureLayout layout;
  private final Settings settings;
  private final int labels;
  private final boolean validates;
  private final RoundObserver observer;

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
  }

  /** The trees of each label; the first is a leaf of the prior log-odds. */
  List<List<Tree>> fit() {
    try (Rounds rounds = new Rounds(spark, labels)) {
      Totals totals = totals(rounds, new double[labels]);
      observer.rowsBinned();
      rounds.finish(priors(totals));
      EarlyStopping stopping = new EarlyStopping(labels, settings.patience());
      boolean[] growing = boost(rounds, totals, stopping);
      if (!validates) {
        return centred(IntStream.range(0, labels).mapToObj(rounds::trees).toList(), rounds);
      }
      List<List<Tree>> best = best(rounds, growing, stopping);
      shards.foreach(Shard::forget);
      try (Rounds kept = Rounds.of(spark, best)) {
        return centred(best, kept);
      }
    } finally {
      spark.setJobDescription(null);
    }
  }

  private Tree[] priors(Totals totals) {
    Tree[] priors = new Tree[labels];
    for (int label = 0; label < labels; label++) {
      double score = priorScore(totals.positive(label), totals.weight(label));
      priors[label] = Tree.leaf(1, score, totals.rows()[label]);
    }
    return priors;
  }

  /**
   * Half the log-odds of the base rate; where all rows are alike half a row of the other kind is
   * supposed.
   */
  static double priorScore(double positive, double eligible) {
    if (eligible <= 1) {
      return 0;
    }
    double positives = Math.min(Math.max(positive, 0.5), eligible - 0.5);
    return Math.log(positives / (eligible - positives)) / 2;
  }

  /** Grows tree after tree; returns which labels still grew in the end. */
  private boolean[] boost(Rounds rounds, Totals totals, EarlyStopping stopping) {
    boolean[] growing = new boolean[labels];
    for (int label = 0; label < labels; label++) {
      double positive = totals.positive(label);
      growing[label] = positive > 0 && positive < totals.weight(label);
    }
    if (settings.growsOnAllRows()) {
      boost(
          rounds, new HistogramGrower(spark, shards, layout, settings, rounds), growing, stopping);
    } else {
      try (SampleGrower grower = new SampleGrower(spark, shards, layout, settings, totals)) {
        boost(rounds, grower, growing, stopping);
      }
    }
    return growing;
  }

  private void boost(Rounds rounds, TreeGrower grower, boolean[] growing, EarlyStopping stopping) {
    for (int round = 1; round <= settings.rounds(); round++) {
      int[] active = IntStream.range(0, labels).filter(label -> growing[label]).toArray();
      if (active.length > 0) {
        Map<Integer, TreeGrower.Grown> grown = grower.grow(rounds, active);
        Tree[] trees = new Tree[labels];
        for (int label : active) {
          TreeGrower.Grown found = grown.get(label);
          boolean stops =
              validates && stopping.stops(label, rounds.trees(label).size(), found.loss());
          // A tree of one leaf: nothing can be gained any more.
          growing[label] = !stops && found.tree().size() > 1;
          trees[label] = growing[label] ? found.tree() : null;
        }
        rounds.finish(trees);
      }
      observer.roundDone(round, settings.rounds(), active.length);
    }
  }

  private List<List<Tree>> best(Rounds rounds, boolean[] growing, EarlyStopping stopping) {
    int[] active = IntStream.range(0, labels).filter(label -> growing[label]).toArray();
    long[] last =
        shards
            .map(ValidationLoss.scan(rounds.growth(0, new Tree[labels]), active))
            .reduce(ValidationLoss::sum);
    for (int i = 0; i < active.length; i++) {
      stopping.stops(active[i], rounds.trees(active[i]).size(), last[i]);
    }
    return IntStream.range(0, labels)
        .mapToObj(label -> rounds.trees(label).subList(0, Math.max(1, stopping.bestTrees(label))))
        .toList();
  }

  /**
   * Moves the first leaf of each label so that the mean prediction of its training rows is the base
   * rate. Rare labels need it: their Newton steps up are too long, those down are not.
   */
  private List<List<Tree>> centred(List<List<Tree>> trees, Rounds rounds) {
    double[] shifts = new double[labels];
    for (int step = 0; step < CENTRING_STEPS; step++) {
      Totals totals = totals(rounds, shifts);
      for (int label = 0; label < labels; label++) {
        shifts[label] += trees.get(label).size() > 1 ? totals.sums(label).leafValue(0) : 0;
      }
    }
    List<List<Tree>> centred = new ArrayList<>();
    for (int label = 0; label < labels; label++) {
      List<Tree> ofLabel = new ArrayList<>(trees.get(label));
      Tree first = ofLabel.get(0);
      ofLabel.set(0, Tree.leaf(1, first.value(0) + shifts[label], first.rows(0)));
      centred.add(ofLabel);
    }
    return centred;
  }

  private Totals totals(Rounds rounds, double[] shifts) {
    spark.setJobDescription("totals after %d rounds".formatted(Math.max(0, rounds.count() - 1)));
    return shards.map(Totals.scan(rounds.growth(0, new Tree[labels]), shifts)).reduce(Totals::add);
  }
}
