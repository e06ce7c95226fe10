package org.bankrs.job.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.evaluate.Baseline;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluator;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.evaluate.ThresholdChoice;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/**
 * Evaluates a model on one month, beside the baselines that earlier months allow. A model that
 * looks at earlier months is evaluated without them as well, as it answers who does not send them.
 */
public final class MonthEvaluation {
  /** How many months of rows it takes: one to score and one that says what happened. */
  public static final int MIN_MONTHS = 2;

  private MonthEvaluation() {}

  /**
   * A bundle on the newest labelled month of a panel; all earlier labelled months serve the
   * baselines.
   */
  public static List<Evaluation> newest(Panel panel, Bundle bundle) {
    List<SnapshotMonth> labelled = panel.summary().labelledMonths();
    SnapshotMonth test = labelled.get(labelled.size() - 1);
    List<SnapshotMonth> earlier = labelled.subList(0, labelled.size() - 1);
    List<Double> thresholds =
        Product.ALL.stream().map(p -> bundle.manifest().thresholds().get(p.code())).toList();
    PipelineModel pipeline = bundle.pipeline();
    if (earlier.isEmpty()) {
      return model(panel.labelled(test), pipeline, thresholds);
    }
    return of(panel, pipeline, thresholds, earlier, earlier.get(earlier.size() - 1), test);
  }

  /**
   * The model first, without history next to it if it reads any, then the baselines.
   *
   * @param train the months from which the constant baseline takes its rates
   * @param validation the month before the test month; each baseline chooses its thresholds there,
   *     as the model did
   */
  static List<Evaluation> of(
      Panel panel,
      PipelineModel pipeline,
      List<Double> thresholds,
      List<SnapshotMonth> train,
      SnapshotMonth validation,
      SnapshotMonth test) {
    Dataset<Row> rows = panel.labelled(test);
    List<Evaluation> evaluations = new ArrayList<>(model(rows, pipeline, thresholds));
    List<Baseline> baselines = Baseline.all(panel.summary(), train, validation, test);
    List<List<Double>> chosen =
        Evaluator.tally(
                panel.labelled(validation),
                baselines,
                Collections.nCopies(baselines.size(), Tally.noThresholds()))
            .stream()
            .map(tally -> ThresholdChoice.of(tally).thresholds())
            .toList();
    List<Tally> tallies = Evaluator.tally(rows, baselines, chosen);
    for (int i = 0; i < baselines.size(); i++) {
      evaluations.add(Evaluation.of(baselines.get(i).name(), tallies.get(i)));
    }
    return evaluations;
  }

  private static List<Evaluation> model(
      Dataset<Row> rows, PipelineModel pipeline, List<Double> thresholds) {
    Evaluation all = evaluation("model", rows, pipeline, thresholds, HistoryDepth.FULL);
    return ModelPipeline.readsHistory(pipeline)
        ? List.of(
            all,
            evaluation(Evaluation.WITHOUT_HISTORY, rows, pipeline, thresholds, HistoryDepth.NONE))
        : List.of(all);
  }

  private static Evaluation evaluation(
      String name,
      Dataset<Row> rows,
      PipelineModel pipeline,
      List<Double> thresholds,
      HistoryDepth depth) {
    return Evaluation.of(name, Evaluator.tally(pipeline, rows, depth, thresholds));
  }
}
