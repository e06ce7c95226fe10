package org.bankrs.job.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.bankrs.drift.DriftLimits;
import org.bankrs.job.Progress;
import org.bankrs.job.Sessions;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.drift.DriftDocument;
import org.bankrs.job.drift.MonthDrift;
import org.bankrs.job.panel.Panel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Compares the newest month of a source with what a model learned from. */
@Command(
    name = "drift",
    description = {
      "Compares a source's newest month with the rows that a model learned from: population",
      "stability index of each feature and of each product's probabilities, as the service has it."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DriftCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "URI",
      description = "A model bundle.")
  private String reference;

  @Mixin private SourceOptions source;

  @Mixin private AsOfOption asOf;

  @Option(names = "--limit", description = "Index of a feature above which it is an alarm.")
  private double limit = DriftLimits.USUAL.features();

  @Option(names = "--score-limit", description = "The same for a product's probabilities.")
  private double scoreLimit = DriftLimits.USUAL.scores();

  @Option(names = "--least-rows", description = "Fewer rows never give an alarm.")
  private long leastRows = DriftLimits.USUAL.leastRows();

  @Option(names = "--json", paramLabel = "FILE", description = "All figures as JSON: a local file.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() {
    DriftLimits limits = new DriftLimits(limit, scoreLimit, leastRows);
    Progress progress = new Progress(System.err);
    DriftDocument document =
        Sessions.with(main.environment(), session -> compare(session, limits, progress));
    System.out.print(document.text());
    json.ifPresent(file -> write(file, document));
    return ExitCode.DONE;
  }

  private DriftDocument compare(SparkSession session, DriftLimits limits, Progress progress) {
    Bundle bundle = Bundle.open(session.sparkContext().hadoopConfiguration(), reference);
    try (Panel panel = progress.stage("read and check", () -> source.panel(session, asOf, 1))) {
      return progress.stage(
          "score and count",
          () ->
              DriftDocument.of(
                  bundle.manifest().version(),
                  MonthDrift.newestMonth(panel),
                  MonthDrift.newest(panel, bundle, limits)));
    }
  }

  private static void write(Path file, DriftDocument document) {
    try {
      Files.writeString(file, Json.pretty(document));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
