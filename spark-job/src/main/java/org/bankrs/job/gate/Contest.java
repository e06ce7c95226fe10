package org.bankrs.job.gate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.evaluate.Baseline;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Replicates;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ModelPipeline;

/** Counts how good predictors are on a month, each in one pass over its scored rows. */
final class Contest {
  private static final List<String> COLUMNS =
      List.of(PanelSchema.CUSTOMER, PanelSchema.HELD, PanelSchema.ACQUIRED);

  private Contest() {}

  /**
   * A model and, beside it, baselines.
   *
   * @param name the model's
   * @param rows of the panel
   * @param thresholds of the model, by product
   * @return the model first
   */
  static List<Contender> of(
      String name,
      PipelineModel pipeline,
      Dataset<Row> rows,
      List<Double> thresholds,
      List<Baseline> baselines,
      GateRules rules) {
    double[] cuts = array(thresholds);
    double[] none = array(Tally.noThresholds());
    List<double[]> constants = baselines.stream().map(b -> array(b.probabilities())).toList();
    int replicates = rules.replicates();
    long seed = rules.seed();
    List<Count> counts =
        ModelPipeline.score(pipeline, rows, COLUMNS)
            .javaRDD()
            .mapPartitions(
                part -> List.of(count(part, cuts, none, constants, replicates, seed)).iterator())
            .treeReduce(Contest::merge);
    List<Contender> contenders = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      String predictor = i == 0 ? name : baselines.get(i - 1).name();
      contenders.add(
          new Contender(
              Evaluation.of(predictor, counts.get(i).tally()), counts.get(i).replicates()));
    }
    return contenders;
  }

  private record Count(Tally tally, Replicates replicates) implements Serializable {
    void add(long customer, double[] probabilities, int held, int acquired) {
      tally.add(probabilities, held, acquired);
      replicates.add(customer, probabilities, held, acquired);
    }
  }

  private static List<Count> count(
      Iterator<Row> rows,
      double[] thresholds,
      double[] none,
      List<double[]> constants,
      int replicates,
      long seed) {
    List<Count> counts = new ArrayList<>();
    counts.add(new Count(new Tally(thresholds), new Replicates(replicates, seed)));
    constants.forEach(
        c -> counts.add(new Count(new Tally(none), new Replicates(replicates, seed))));
    while (rows.hasNext()) {
      Row row = rows.next();
      long customer = row.getLong(0);
      int held = row.getInt(1);
      int acquired = row.getInt(2);
      counts.get(0).add(customer, ModelPipeline.probabilities(row, COLUMNS.size()), held, acquired);
      for (int i = 0; i < constants.size(); i++) {
        counts.get(i + 1).add(customer, constants.get(i), held, acquired);
      }
    }
    return counts;
  }

  private static List<Count> merge(List<Count> a, List<Count> b) {
    for (int i = 0; i < a.size(); i++) {
      a.get(i).tally().merge(b.get(i).tally());
      a.get(i).replicates().merge(b.get(i).replicates());
    }
    return a;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
