package org.bankrs.job.evaluate;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ModelPipeline;

/** Tallies predictors over scored rows in one pass. */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Tallies a model.
   *
   * @param rows of the panel
   */
  public static Tally tally(
      PipelineModel pipeline, Dataset<Row> rows, HistoryDepth depth, List<Double> thresholds) {
    double[] cuts = array(thresholds);
    return ModelPipeline.score(
            pipeline, rows, depth, List.of(PanelSchema.HELD, PanelSchema.ACQUIRED))
        .javaRDD()
        .mapPartitions(part -> List.of(ofModel(part, cuts)).iterator())
        .treeReduce(Evaluator::merge);
  }

  /**
   * Tallies predictors that give everybody the same probabilities, so that no model is run.
   *
   * @param rows with held and acquired
   * @param thresholds of each predictor
   * @return tallies in the order of the baselines
   */
  public static List<Tally> tally(
      Dataset<Row> rows, List<Baseline> baselines, List<List<Double>> thresholds) {
    List<double[]> constants = baselines.stream().map(b -> array(b.probabilities())).toList();
    List<double[]> cuts = thresholds.stream().map(Evaluator::array).toList();
    return rows.select(PanelSchema.HELD, PanelSchema.ACQUIRED)
        .javaRDD()
        .mapPartitions(part -> List.of(ofConstants(part, constants, cuts)).iterator())
        .treeReduce(Evaluator::mergeAll);
  }

  private static Tally ofModel(Iterator<Row> rows, double[] thresholds) {
    Tally tally = new Tally(thresholds);
    while (rows.hasNext()) {
      Row row = rows.next();
      tally.add(ModelPipeline.probabilities(row, 2), row.getInt(0), row.getInt(1));
    }
    return tally;
  }

  private static List<Tally> ofConstants(
      Iterator<Row> rows, List<double[]> constants, List<double[]> thresholds) {
    List<Tally> tallies = thresholds.stream().map(Tally::new).toList();
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < constants.size(); i++) {
        tallies.get(i).add(constants.get(i), row.getInt(0), row.getInt(1));
      }
    }
    return tallies;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Tally merge(Tally a, Tally b) {
    a.merge(b);
    return a;
  }

  private static List<Tally> mergeAll(List<Tally> a, List<Tally> b) {
    for (int i = 0; i < a.size(); i++) {
      merge(a.get(i), b.get(i));
    }
    return a;
  }
}
