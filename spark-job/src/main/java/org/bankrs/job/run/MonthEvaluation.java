package org.bankrs.job.run;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.evaluate.Baseline;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluator;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.panel.Panel;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/** Evaluates a bundle on the newest labelled month of a panel. */
public final class MonthEvaluation {
  private MonthEvaluation() {}

  /** How many months of rows it takes: one to score and one that says what happened. */
  public static final int MIN_MONTHS = 2;

  /** The model first, then the baselines that the panel's earlier months allow. */
  public static List<Evaluation> of(Panel panel, Bundle bundle) {
    List<SnapshotMonth> labelled = panel.summary().labelledMonths();
    SnapshotMonth test = labelled.get(labelled.size() - 1);
    List<SnapshotMonth> earlier = labelled.subList(0, labelled.size() - 1);
    List<Baseline> baselines =
        earlier.isEmpty()
            ? List.of()
            : Baseline.all(panel.summary(), earlier, earlier.get(earlier.size() - 1), test);
    List<Double> thresholds =
        Product.ALL.stream().map(p -> bundle.manifest().thresholds().get(p.code())).toList();
    List<List<Double>> all = new ArrayList<>();
    all.add(thresholds);
    baselines.forEach(b -> all.add(thresholds));
    List<Tally> tallies =
        Evaluator.tally(bundle.pipeline().transform(panel.labelled(test)), all, baselines);
    List<Evaluation> evaluations = new ArrayList<>();
    evaluations.add(Evaluation.of("model", tallies.get(0)));
    for (int i = 0; i < baselines.size(); i++) {
      evaluations.add(Evaluation.of(baselines.get(i).name(), tallies.get(i + 1)));
    }
    return evaluations;
  }
}
