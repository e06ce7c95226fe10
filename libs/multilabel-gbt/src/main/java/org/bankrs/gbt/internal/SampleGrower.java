package org.bankrs.gbt.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Grows trees on drawn rows, in one job a round: every shard brings its scores up to date and draws
 * rows of each label, one task then has the drawn rows of a label and grows its tree. What is sent
 * grows with the rare rows of the labels, not with all rows. Not thread-safe.
 */
final class SampleGrower implements TreeGrower, AutoCloseable {
  private final JavaSparkContext spark;
  private final JavaRDD<Shard> shards;
  private final Settings settings;
  private final Totals totals;
  private final Broadcast<SampleTree> growing;

  SampleGrower(
      JavaSparkContext spark,
      JavaRDD<Shard> shards,
      FeatureLayout layout,
      Settings settings,
      Totals totals) {
    this.spark = spark;
    this.shards = shards;
    this.settings = settings;
    this.totals = totals;
    growing = spark.broadcast(new SampleTree(layout, settings));
  }

  @Override
  public Map<Integer, Grown> grow(Rounds rounds, int[] labels) {
    spark.setJobDescription("round %d of %d".formatted(rounds.count(), settings.rounds()));
    Draw.Plan[] plans =
        IntStream.of(labels)
            .mapToObj(label -> plan(label, rounds.count()))
            .toArray(Draw.Plan[]::new);
    Broadcast<SampleTree> tree = growing;
    int tasks = Math.min(labels.length, 2 * Math.max(1, spark.defaultParallelism()));
    Map<Integer, Grown> grown = new HashMap<>();
    shards
        .flatMapToPair(new SampleScan(rounds.growth(0, new Tree[0]), plans))
        .groupByKey(tasks)
        .mapValues(samples -> tree.value().grow(samples))
        .collect()
        .forEach(found -> grown.put(found._1(), found._2()));
    return grown;
  }

  private Draw.Plan plan(int label, int round) {
    double rows = totals.rows()[label];
    return Draw.Plan.of(
        label,
        settings,
        rows,
        rows * totals.positive(label) / totals.weight(label),
        settings.seed() * 1_000_003 + round);
  }

  @Override
  public void close() {
    growing.destroy();
  }
}
