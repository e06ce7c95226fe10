package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Grows trees on drawn rows. In one job every shard draws rows of each label, and one task has the
 * drawn rows of a label and grows its next trees on them, one after another: their weights stay
 * right, as gradients are computed anew for each tree. All rows are drawn from again after a few
 * rounds, when their gradients have changed most. What is sent grows with the rare rows of the
 * labels, not with all rows. Not thread-safe.
 */
final class SampleGrower implements TreeGrower, AutoCloseable {
  /** Rows that a mean prediction is measured on, about. */
  private static final int CENTRING_ROWS = 50_000;

  private final BinnedRows binned;
  private final Settings settings;
  private final Totals totals;
  private final Broadcast<SampleTree> growing;

  /** What was drawn last; Spark keeps it where it was sent to. */
  private JavaPairRDD<Integer, Iterable<Sample>> drawn;

  SampleGrower(BinnedRows binned, Settings settings, Totals totals) {
    this.binned = binned;
    this.settings = settings;
    this.totals = totals;
    drawn = binned.spark().<Tuple2<Integer, Iterable<Sample>>>emptyRDD().mapToPair(pair -> pair);
    growing = binned.spark().broadcast(new SampleTree(binned.layout(), settings));
  }

  @Override
  public Map<Integer, List<Tree>> grow(Rounds rounds, int[] labels, int most) {
    int first = rounds.count();
    int trees = Math.min(most, treesOfADraw(first));
    binned
        .spark()
        .setJobDescription(
            "rounds %d to %d of %d".formatted(first, first + trees - 1, settings.rounds()));
    Set<Integer> grows = IntStream.of(labels).boxed().collect(Collectors.toSet());
    List<SampleScan.Request> requests = new ArrayList<>();
    for (int label = 0; label < rounds.labels(); label++) {
      if (grows.contains(label)) {
        requests.add(request(label, SampleScan.Purpose.GROWTH, first));
      }
      // No label has trees for good before the second draw.
      if (totals.varies(label) && (first > 1 || trees == most)) {
        requests.add(request(label, SampleScan.Purpose.CENTRING, first));
      }
    }
    int tasks = Math.min(requests.size(), 2 * Math.max(1, binned.spark().defaultParallelism()));
    drawn =
        binned
            .shards()
            .flatMapToPair(new SampleScan(rounds.growth(0, new Tree[0]), requests))
            .groupByKey(tasks);
    Broadcast<SampleTree> tree = growing;
    Totals base = totals;
    Map<Integer, List<Tree>> grown = new HashMap<>();
    drawn
        .filter(pair -> SampleScan.isFor(SampleScan.Purpose.GROWTH, pair._1()))
        .map(
            pair -> {
              int label = SampleScan.label(pair._1());
              SampleRows rows = tree.value().rows(pair._2());
              return new Tuple2<>(label, tree.value().grow(rows, base.rate(label), trees));
            })
        .collect()
        .forEach(found -> grown.put(found._1(), found._2()));
    return grown;
  }

  /**
   * How many trees grow on one draw. The first draw has no scores to go by and serves one tree, the
   * second those up to a fifth of all rounds, by when gradients have changed most, the third all
   * others: so that only a fifth of the trees meet all rows.
   */
  private int treesOfADraw(int round) {
    if (settings.drawsForEachTree() || round == 1) {
      return 1;
    }
    int early = settings.rounds() / 5;
    return round <= early ? early - round + 1 : settings.rounds();
  }

  private SampleScan.Request request(int label, SampleScan.Purpose purpose, int round) {
    double rows = totals.rows()[label];
    double positives = rows * totals.positive(label) / totals.weight(label);
    long salt =
        settings.seed() * 1_000_003
            + (long) round * SampleScan.Purpose.values().length
            + purpose.ordinal();
    Draw.Plan plan =
        switch (purpose) {
          case GROWTH ->
              Draw.Plan.of(
                  label,
                  settings.drawnRows(rows, positives),
                  settings.subsamplingRate(),
                  rows,
                  positives,
                  salt);
          case CENTRING -> Draw.Plan.of(label, CENTRING_ROWS, 1, rows, positives, salt);
        };
    return new SampleScan.Request(purpose, plan);
  }

  @Override
  public double[] shifts(Rounds rounds, List<List<Tree>> trees) {
    binned.spark().setJobDescription("mean predictions");
    double[] shifts = new double[trees.size()];
    Broadcast<List<List<Tree>>> all = binned.spark().broadcast(trees);
    Broadcast<SampleTree> tree = growing;
    Totals base = totals;
    drawn
        .filter(pair -> SampleScan.isFor(SampleScan.Purpose.CENTRING, pair._1()))
        .map(
            pair -> {
              int label = SampleScan.label(pair._1());
              SampleRows rows = tree.value().rows(pair._2());
              rows.scoreBy(all.value().get(label));
              return new Tuple2<>(label, rows.shift(base.positive(label)));
            })
        .collect()
        .forEach(found -> shifts[found._1()] = found._2());
    all.destroy();
    return shifts;
  }

  @Override
  public void close() {
    growing.destroy();
  }
}
