package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.tree.impl.DTStatsAggregator;
import org.apache.spark.ml.tree.impl.DecisionTreeMetadata;
import org.apache.spark.mllib.tree.loss.LogLoss;
import scala.Option;

/** Adds up MLlib's statistics of some nodes, row by row in their order, with MLlib's own code. */
final class GradientScan
    implements Function2<Integer, Iterator<Shard>, Iterator<GradientScan.Part>> {
  private static final long serialVersionUID = 1L;

  private final Growth growth;
  private final Broadcast<MllibBins> bins;
  private final int[] labels;
  private final int[] nodes;

  /**
   * A scan.
   *
   * @param labels of the nodes
   * @param nodes one for each entry of the labels
   */
  GradientScan(Growth growth, Broadcast<MllibBins> bins, int[] labels, int[] nodes) {
    this.growth = growth;
    this.bins = bins;
    this.labels = labels;
    this.nodes = nodes;
  }

  /**
   * The statistics of one node in one partition.
   *
   * @param place of the node in the scan
   */
  record Part(int place, int partition, DTStatsAggregator statistics) implements Serializable {}

  @Override
  public Iterator<Part> call(Integer partition, Iterator<Shard> shards) {
    Shard shard = shards.next();
    synchronized (shard) {
      Standing training = shard.training(growth);
      List<Part> parts = new ArrayList<>();
      for (int place = 0; place < nodes.length; ) {
        int end = place;
        while (end < nodes.length && labels[end] == labels[place]) {
          end++;
        }
        scan(shard, training, partition, place, end, parts);
        place = end;
      }
      return parts.iterator();
    }
  }

  private void scan(
      Shard shard, Standing training, int partition, int from, int to, List<Part> parts) {
    int label = labels[from];
    Tree tree = growth.current()[label];
    char[] at = training.move(label, tree, growth.level());
    DTStatsAggregator[] byNode = new DTStatsAggregator[tree.size() + 1];
    DecisionTreeMetadata metadata = bins.value().metadata();
    for (int place = from; place < to; place++) {
      byNode[nodes[place] + 1] = new DTStatsAggregator(metadata, Option.empty());
      parts.add(new Part(place, partition, byNode[nodes[place] + 1]));
    }
    FeatureLayout layout = shard.layout;
    double[] scores = training.scores(label);
    for (int row = 0; row < shard.trainingRows; row++) {
      DTStatsAggregator statistics = byNode[at[row]];
      if (statistics != null) {
        double y = shard.isPositive(row, label) ? 1 : -1;
        double residual = growth.round() == 0 ? y : -LogLoss.gradient(scores[row], y);
        for (int f = 0; f < layout.features(); f++) {
          statistics.update(f, shard.bin(row, f), residual, 1, shard.weight(row));
        }
      }
    }
  }
}
