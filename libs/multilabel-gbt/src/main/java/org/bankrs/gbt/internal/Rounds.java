package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** The finished rounds: the trees by label, on the driver and broadcast. Not thread-safe. */
final class Rounds implements AutoCloseable {
  private final JavaSparkContext spark;
  private final List<List<Tree>> byLabel = new ArrayList<>();
  private final List<Broadcast<Tree[]>> finished = new ArrayList<>();

  Rounds(JavaSparkContext spark, int labels) {
    this.spark = spark;
    for (int label = 0; label < labels; label++) {
      byLabel.add(new ArrayList<>());
    }
  }

  /** Rounds that give each label these trees. */
  static Rounds of(JavaSparkContext spark, List<List<Tree>> trees) {
    Rounds rounds = new Rounds(spark, trees.size());
    int most = trees.stream().mapToInt(List::size).max().orElse(0);
    for (int round = 0; round < most; round++) {
      int at = round;
      rounds.finish(
          trees.stream()
              .map(ofLabel -> at < ofLabel.size() ? ofLabel.get(at) : null)
              .toArray(Tree[]::new));
    }
    return rounds;
  }

  /** Ends a round. */
  void finish(Tree[] trees) {
    for (int label = 0; label < trees.length; label++) {
      if (trees[label] != null) {
        byLabel.get(label).add(trees[label]);
      }
    }
    finished.add(spark.broadcast(trees));
  }

  int labels() {
    return byLabel.size();
  }

  int count() {
    return finished.size();
  }

  /** The growth of the next round's trees. */
  Growth growth(int level, Tree[] current) {
    return new Growth(new ArrayList<>(finished), level, current);
  }

  /** Trees of a label, in the order of the rounds. */
  List<Tree> trees(int label) {
    return byLabel.get(label);
  }

  @Override
  public void close() {
    finished.forEach(broadcast -> broadcast.destroy());
  }
}
