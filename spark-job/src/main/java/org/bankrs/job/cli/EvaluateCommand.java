package org.bankrs.job.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.Sessions;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.run.MonthEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Evaluates a bundle on a source's newest labelled month. */
@Command(
    name = "evaluate",
    description = "Evaluates a model on the newest month whose following month is there too.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private ModelOption model;

  @Mixin private SourceOptions source;

  @Mixin private AsOfOption asOf;

  @Override
  public Integer call() {
    Progress progress = new Progress(System.err);
    List<Evaluation> evaluations =
        Sessions.with(main.environment(), session -> evaluate(session, progress));
    System.out.print(MetricsTable.of(evaluations));
    return ExitCode.DONE;
  }

  private List<Evaluation> evaluate(SparkSession session, Progress progress) {
    Bundle bundle = model.open(session.sparkContext().hadoopConfiguration());
    try (Panel panel =
        progress.stage(
            "read and check", () -> source.panel(session, asOf, MonthEvaluation.MIN_MONTHS))) {
      return progress.stage("evaluate", () -> MonthEvaluation.newest(panel, bundle));
    }
  }
}
