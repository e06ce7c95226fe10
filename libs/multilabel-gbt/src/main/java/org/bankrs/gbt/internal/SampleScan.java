package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** Draws training rows of some labels by their scores after the finished rounds. */
final class SampleScan implements PairFlatMapFunction<Shard, Integer, Sample> {
  private static final long serialVersionUID = 1L;

  /** Rows whose bytes stay at hand while they meet the trees of all labels. */
  private static final int BLOCK = 512;

  private static final int PURPOSES = Purpose.values().length;

  private final Growth growth;
  private final Request[] requests;

  /** What drawn rows are for. */
  enum Purpose {
    /** Trees are grown on them. */
    GROWTH,
    /** The mean prediction is measured on them, as nothing was fitted to them. */
    CENTRING
  }

  /** Rows that are wanted, and how to draw them. */
  record Request(Purpose purpose, Draw.Plan plan) implements java.io.Serializable {

    /**
     * What the drawn rows are told apart by: a number, as it must have the same hash on every
     * machine.
     */
    int key() {
      return plan.label() * PURPOSES + purpose.ordinal();
    }
  }

  /** The label of a key. */
  static int label(int key) {
    return key / PURPOSES;
  }

  /** Whether a key is that of rows for a purpose. */
  static boolean isFor(Purpose purpose, int key) {
    return key % PURPOSES == purpose.ordinal();
  }

  /**
   * A scan.
   *
   * @param requests those of a label side by side
   */
  SampleScan(Growth growth, List<Request> requests) {
    this.growth = growth;
    this.requests = requests.toArray(Request[]::new);
  }

  @Override
  public Iterator<Tuple2<Integer, Sample>> call(Shard shard) {
    synchronized (shard) {
      return draw(shard).iterator();
    }
  }

  private List<Tuple2<Integer, Sample>> draw(Shard shard) {
    Draw[] draws =
        Arrays.stream(requests)
            .map(request -> new Draw(request.plan(), shard))
            .toArray(Draw[]::new);
    BlockScores scores = BlockScores.of(shard, growth);
    double[] score = new double[BLOCK];
    for (int from = 0; from < shard.trainingRows; from += BLOCK) {
      int to = Math.min(from + BLOCK, shard.trainingRows);
      for (int i = 0; i < draws.length; i++) {
        int label = requests[i].plan().label();
        if (i == 0 || label != requests[i - 1].plan().label()) {
          scores.fill(score, label, from, to);
        }
        draws[i].take(score, from, to);
      }
    }
    List<Tuple2<Integer, Sample>> samples = new ArrayList<>();
    for (int i = 0; i < draws.length; i++) {
      samples.add(new Tuple2<>(requests[i].key(), draws[i].sample(shard)));
    }
    return samples;
  }
}
