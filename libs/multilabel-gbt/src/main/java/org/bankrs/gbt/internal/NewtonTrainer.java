package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Boosts by Newton steps on the log-loss, all labels at once. All sums are whole numbers, so the
 * trees do not depend on partitions, executors or retries. Not thread-safe.
 */
final class NewtonTrainer {
  private final BinnedRows binned;
  private final Settings settings;
  private final int labels;
  private final RoundObserver observer;

  NewtonTrainer(BinnedRows binned, Settings settings, RoundObserver observer) {
    this.binned = binned;
    this.settings = settings;
    labels = binned.labels();
    this.observer = observer;
  }

  /** The trees of each label; the first is a leaf of the prior log-odds. */
  List<List<Tree>> fit() {
    try (Rounds rounds = new Rounds(binned.spark(), labels)) {
      binned.spark().setJobDescription("bin and count the rows");
      Totals totals = binned.shards().map(Totals::of).reduce(Totals::add);
      observer.rowsBinned();
      rounds.finish(priors(totals));
      if (settings.growsOnAllRows()) {
        return fit(rounds, totals, new HistogramGrower(binned, settings, totals, rounds));
      }
      try (SampleGrower grower = new SampleGrower(binned, settings, totals)) {
        return fit(rounds, totals, grower);
      }
    } finally {
      binned.spark().setJobDescription(null);
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

  private List<List<Tree>> fit(Rounds rounds, Totals totals, TreeGrower grower) {
    int[] growing = IntStream.range(0, labels).filter(totals::varies).toArray();
    EarlyStopping stopping = new EarlyStopping(labels, settings.patience());
    watch(rounds, growing, 1, stopping);
    int done = 0;
    while (done < settings.rounds() && growing.length > 0) {
      Map<Integer, List<Tree>> grown = grower.grow(rounds, growing, settings.rounds() - done);
      int before = done;
      for (Tree[] trees : byRound(grown)) {
        rounds.finish(trees);
        int round = done++ - before;
        long got = grown.values().stream().filter(ofLabel -> ofLabel.size() > round).count();
        observer.roundDone(done, settings.rounds(), (int) got);
      }
      watch(rounds, growing, done - before, stopping);
      growing =
          IntStream.of(growing)
              .filter(label -> gains(grown.get(label)) && !stopping.hasStopped(label))
              .toArray();
    }
    while (done < settings.rounds()) {
      observer.roundDone(++done, settings.rounds(), 0);
    }
    List<List<Tree>> trees =
        IntStream.range(0, labels)
            .mapToObj(
                label ->
                    binned.validates()
                        ? stopping.best(label, rounds.trees(label))
                        : rounds.trees(label))
            .toList();
    return centred(trees, grower.shifts(rounds, trees));
  }

  /** Whether the last of a label's trees has more than one leaf: something can be gained yet. */
  private static boolean gains(List<Tree> trees) {
    return trees.get(trees.size() - 1).size() > 1;
  }

  private List<Tree[]> byRound(Map<Integer, List<Tree>> grown) {
    int most = grown.values().stream().mapToInt(List::size).max().orElse(0);
    List<Tree[]> byRound = new ArrayList<>();
    for (int round = 0; round < most; round++) {
      Tree[] trees = new Tree[labels];
      for (Map.Entry<Integer, List<Tree>> ofLabel : grown.entrySet()) {
        boolean has = round < ofLabel.getValue().size() && ofLabel.getValue().get(round).size() > 1;
        trees[ofLabel.getKey()] = has ? ofLabel.getValue().get(round) : null;
      }
      byRound.add(trees);
    }
    return byRound;
  }

  /** Tells the losses after the last rounds. */
  private void watch(Rounds rounds, int[] watched, int last, EarlyStopping stopping) {
    if (!binned.validates() || watched.length == 0) {
      return;
    }
    binned.spark().setJobDescription("validation after %d rounds".formatted(rounds.count() - 1));
    long[] losses =
        binned
            .shards()
            .map(ValidationLoss.scan(rounds.growth(0, new Tree[labels]), watched, last))
            .reduce(ValidationLoss::sum);
    for (int i = 0; i < losses.length; i++) {
      int label = watched[i % watched.length];
      int trees = rounds.count() - last + 1 + i / watched.length;
      stopping.tell(label, Math.min(trees, rounds.trees(label).size()), losses[i]);
    }
  }

  /**
   * Moves the first leaf of each label so that the mean prediction of its training rows is the base
   * rate. Rare labels need it: their Newton steps up are too long, those down are not.
   */
  private static List<List<Tree>> centred(List<List<Tree>> trees, double[] shifts) {
    List<List<Tree>> centred = new ArrayList<>();
    for (int label = 0; label < shifts.length; label++) {
      List<Tree> ofLabel = new ArrayList<>(trees.get(label));
      Tree first = ofLabel.get(0);
      // The base rate alone has its mean already.
      double shift = ofLabel.size() > 1 ? shifts[label] : 0;
      ofLabel.set(0, Tree.leaf(1, first.value(0) + shift, first.rows(0)));
      centred.add(ofLabel);
    }
    return centred;
  }
}
