package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.Sessions;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.run.Scoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Scores the newest month of a source. */
@Command(
    name = "score",
    description = "Scores all customers of a source's newest month.",
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private ModelOption model;

  @Mixin private SourceOptions source;

  @Mixin private AsOfOption asOf;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "URI",
      description = "A new folder: of CSV files when it ends in .csv, of Parquet files otherwise.")
  private String out;

  @Override
  public Integer call() {
    Progress progress = new Progress(System.err);
    return Sessions.with(main.environment(), session -> score(session, progress));
  }

  private int score(SparkSession session, Progress progress) {
    Bundle bundle = model.open(session.sparkContext().hadoopConfiguration());
    try (Panel panel = progress.stage("read and check", () -> source.panel(session, asOf, 1))) {
      progress.stage(
          "score",
          () -> {
            Scoring.write(Scoring.newestMonth(panel, bundle), out);
            return out;
          });
      System.out.println("scores by bundle " + bundle.manifest().version() + " in " + out);
      return ExitCode.DONE;
    }
  }
}
