package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.Sessions;
import org.bankrs.job.explore.Exploration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the data study. */
@Command(
    name = "explore",
    description = "Studies raw rows: one HTML page of pictures, each with what it shows.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ExploreCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private SourceOptions source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The page's place: a new file, local or s3a://.")
  private String out;

  @Mixin private AsOfOption asOf;

  @Option(
      names = "--partitions",
      description = "Parts of the data. 0: two for each core of the cluster.")
  private int partitions;

  @Override
  public Integer call() {
    Progress progress = new Progress(System.err);
    Sessions.with(main.environment(), session -> explore(session, progress));
    System.out.println("data study in " + out);
    return ExitCode.DONE;
  }

  private Integer explore(SparkSession session, Progress progress) {
    int parts = partitions > 0 ? partitions : 2 * session.sparkContext().defaultParallelism();
    Exploration.run(session, source.source(), asOf.month(), parts, out, progress);
    return ExitCode.DONE;
  }
}
