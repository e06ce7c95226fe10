package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/**
 * Brings the scores of a shard up to date and draws the rows of some labels for their next tree.
 */
final class SampleScan implements PairFlatMapFunction<Shard, Integer, Sample> {
  private static final long serialVersionUID = 1L;

  private final Growth growth;
  private final Draw.Plan[] plans;

  SampleScan(Growth growth, Draw.Plan[] plans) {
    this.growth = growth;
    this.plans = plans;
  }

  @Override
  public Iterator<Tuple2<Integer, Sample>> call(Shard shard) {
    synchronized (shard) {
      Draw[] draws = Arrays.stream(plans).map(plan -> new Draw(plan, shard)).toArray(Draw[]::new);
      shard.advance(growth, draws);
      List<Tuple2<Integer, Sample>> samples = new ArrayList<>();
      for (Draw draw : draws) {
        int label = draw.label();
        Sample sample = draw.sample(shard, shard.scores(label));
        samples.add(new Tuple2<>(label, sample.withLoss(ValidationLoss.of(shard, label))));
      }
      return samples.iterator();
    }
  }
}
