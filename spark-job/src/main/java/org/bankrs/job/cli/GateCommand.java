package org.bankrs.job.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.GateRefusedException;
import org.bankrs.job.Progress;
import org.bankrs.job.Sessions;
import org.bankrs.job.bundle.BundleFiles;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.gate.Criterion;
import org.bankrs.job.gate.Gate;
import org.bankrs.job.gate.GateReport;
import org.bankrs.job.gate.GateRules;
import org.bankrs.job.page.PageFile;
import org.bankrs.job.registry.Alias;
import org.bankrs.job.registry.BundleDownload;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.ModelVersion;
import org.bankrs.job.registry.Promotion;
import org.bankrs.job.registry.Tags;
import org.bankrs.job.watch.GraphiteEvents;
import org.bankrs.job.watch.QualityLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Compares the challenger with the champion. */
@Command(
    name = "gate",
    description = {
      "Compares the challenger with the champion on the newest month whose following month is"
          + " there",
      "too, the first model with the baselines. Ends with 4 when the challenger is refused. The",
      "report is put beside the challenger's run."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class GateCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private RegistryOption registry;

  @Mixin private VersionOption version;

  @Mixin private SourceOptions source;

  @Mixin private AsOfOption asOf;

  @Option(names = "--promote", description = "Make a challenger that passes the champion.")
  private boolean promote;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The report as a page too: a new file, local or s3a://.")
  private Optional<String> report = Optional.empty();

  @Option(
      names = "--work",
      paramLabel = "URI",
      description =
          "A folder that all executors can read, for the models; a local temporary one if left"
              + " out.")
  private Optional<String> work = Optional.empty();

  @Mixin private GateRuleOptions ruleOptions;

  @Override
  public Integer call() {
    GateRules rules = ruleOptions.rules();
    ModelRegistry models = registry.registry();
    ModelVersion challenger = version.of(models);
    Optional<ModelVersion> champion = Promotion.champion(models);
    if (champion.isPresent() && champion.get().version() == challenger.version()) {
      System.out.println(challenger + " of " + models.name() + " is the champion already");
      return ExitCode.DONE;
    }
    Progress progress = new Progress(System.err);
    GateReport decision =
        Sessions.with(
            main.environment(),
            session -> decide(session, models, challenger, champion, rules, progress));
    System.out.print(decision.text());
    GraphiteEvents events = GraphiteEvents.of(main.environment());
    if (!decision.passed()) {
      events.post(GraphiteEvents.Event.REFUSED, models.name(), challenger);
      throw new GateRefusedException(
          "the gate refused %s of %s: %s"
              .formatted(
                  challenger,
                  models.name(),
                  String.join("; ", decision.failed().stream().map(Criterion::toString).toList())));
    }
    if (promote) {
      Promotion.promote(models, challenger.version());
      events.post(GraphiteEvents.Event.PROMOTED, models.name(), challenger);
      System.out.println(challenger + " of " + models.name() + " is the champion");
    }
    return ExitCode.DONE;
  }

  private GateReport decide(
      SparkSession session,
      ModelRegistry models,
      ModelVersion challenger,
      Optional<ModelVersion> champion,
      GateRules rules,
      Progress progress) {
    Configuration configuration = session.sparkContext().hadoopConfiguration();
    String folder = workFolder();
    try (ReportPlace place = ReportPlace.begin(configuration, report)) {
      GateReport decision =
          Gate.decide(
              session,
              models,
              challenger,
              champion,
              minMonths -> source.panel(session, asOf, minMonths),
              folder,
              rules,
              progress);
      BundleDownload.attach(models, challenger, "gate/gate.json", Json.pretty(decision));
      BundleDownload.attach(models, challenger, "gate/gate.html", decision.html());
      place.write(decision.html());
      record(models, challenger, champion, decision);
      QualityLines.of(main.environment()).send(decision.metrics());
      return decision;
    } finally {
      BundleFiles.at(configuration, new Path(folder)).delete();
    }
  }

  private String workFolder() {
    try {
      return work.isPresent()
          ? work.get() + "/gate-" + java.util.UUID.randomUUID()
          : Files.createTempDirectory("bankrs-gate-").toUri().toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  /** The verdict comes last: promotion goes by it. */
  private static void record(
      ModelRegistry models,
      ModelVersion challenger,
      Optional<ModelVersion> champion,
      GateReport decision) {
    models.tag(challenger.version(), Tags.GATE_MONTH, decision.month());
    models.tag(challenger.version(), Tags.GATE_CHAMPION, Promotion.numberOf(champion));
    models.tag(challenger.version(), Tags.STATUS, decision.passed() ? Alias.CHALLENGER : "refused");
    models.tag(challenger.version(), Tags.GATE, decision.passed() ? "passed" : "refused");
  }

  /** The page's place, if one was asked for. */
  private record ReportPlace(Optional<PageFile> file) implements AutoCloseable {
    static ReportPlace begin(Configuration configuration, Optional<String> out) {
      return new ReportPlace(out.map(place -> PageFile.begin(configuration, place)));
    }

    void write(String html) {
      file.ifPresent(page -> page.write(html));
    }

    @Override
    public void close() {
      file.ifPresent(PageFile::close);
    }
  }
}
