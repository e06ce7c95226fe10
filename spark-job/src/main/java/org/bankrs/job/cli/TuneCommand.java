package org.bankrs.job.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.Sessions;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.job.tune.Trial;
import org.bankrs.job.tune.Tuning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Searches for a good configuration of train. */
@Command(
    name = "tune",
    description =
        "Tries configurations of train on the validation month until the time is over, and prints them, the best first. Goes on where an earlier search of the same log ended.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TuneCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @ParentCommand private Main main;

  @Mixin private SourceOptions source;

  @Mixin private AsOfOption asOf;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "How long trials are begun, such as 30m or 2h; at least one is made.")
  private String budget = "30m";

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Where trials are kept, a line of JSON each.")
  private Path log = Path.of("tune.jsonl");

  @Option(
      names = "--history",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Lets the model see each customer's up to 16 earlier months.")
  private boolean history;

  @Option(names = "--partitions", description = "As in train.")
  private int partitions;

  @Option(names = "--seed", description = "For everything random, the trials too.")
  private long seed = 42;

  @Override
  public Integer call() {
    Duration time = time(budget);
    Progress progress = new Progress(System.err);
    List<Trial> trials =
        Sessions.with(main.environment(), session -> tune(session, time, progress));
    System.out.print(table(trials));
    System.out.println("best: bin/bankrs train " + trials.get(0).configuration().commandLine());
    return ExitCode.DONE;
  }

  private List<Trial> tune(SparkSession session, Duration time, Progress progress) {
    int parts = partitions > 0 ? partitions : 2 * session.sparkContext().defaultParallelism();
    TrainOptions others = TrainCommand.defaults(parts, seed);
    try (Panel panel =
        progress.stage(
            "read and check",
            () -> Panel.read(session, source.source(), asOf.month(), parts, Tuning.MIN_MONTHS))) {
      return Tuning.run(
          panel,
          source.source().description(),
          TrainCommand.defaultConfiguration(history),
          others,
          time,
          log,
          main.environment(),
          progress);
    }
  }

  private static Duration time(String text) {
    try {
      return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--budget %s: expected a time such as 90s, 30m or 2h".formatted(text), e);
    }
  }

  private static String table(List<Trial> trials) {
    StringBuilder table =
        new StringBuilder(
            "%n%5s %10s %9s %9s %8s  %s%n"
                .formatted("trial", "log-loss", "MAP@7", "PR-AUC", "seconds", "options of train"));
    trials.stream()
        .limit(SHOWN)
        .forEach(
            t ->
                table.append(
                    "%5d %10.6f %9.5f %9.5f %8.1f  %s%n"
                        .formatted(
                            t.number(),
                            t.logLoss(),
                            t.metrics().get("map_at_7"),
                            t.metrics().get("micro_pr_auc"),
                            t.seconds(),
                            t.configuration().commandLine())));
    return table.toString();
  }
}
