package org.bankrs.job.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.evaluate.Baseline;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluator;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.evaluate.ThresholdChoice;
import org.bankrs.job.panel.Panel;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/** Evaluates a model on one month, beside the baselines that earlier months allow. */
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
      List<Tally> tallies =
          Evaluator.tally(pipeline.transform(panel.labelled(test)), List.of(thresholds), List.of());
      return List.of(Evaluation.of("model", tallies.get(0)));
    }
    return of(panel, pipeline, thresholds, earlier, earlier.get(earlier.size() - 1), test);
  }

  /**
   * The model first, then the baselines.
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
    List<Baseline> baselines = Baseline.all(panel.summary(), train, validation, test);
    List<List<Double>> all = new ArrayList<>(List.of(thresholds));
    Evaluator.tally(
            pipeline.transform(panel.labelled(validation)),
            Collections.nCopies(baselines.size() + 1, Tally.noThresholds()),
            baselines)
        .stream()
        .skip(1)
        .forEach(tally -> all.add(ThresholdChoice.of(tally).thresholds()));
    List<Tally> tallies = Evaluator.tally(pipeline.transform(panel.labelled(test)), all, baselines);
    List<Evaluation> evaluations = new ArrayList<>();
    evaluations.add(Evaluation.of("model", tallies.get(0)));
    for (int i = 0; i < baselines.size(); i++) {
      evaluations.add(Evaluation.of(baselines.get(i).name(), tallies.get(i + 1)));
    }
    return evaluations;
  }
}
