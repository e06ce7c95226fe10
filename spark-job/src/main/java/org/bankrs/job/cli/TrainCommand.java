package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.bankrs.job.Progress;
import org.bankrs.job.Sessions;
import org.bankrs.job.run.TrainingRequest;
import org.bankrs.job.run.TrainingResult;
import org.bankrs.job.source.Source;
import org.bankrs.job.tracking.TrackedTraining;
import org.bankrs.job.train.HistoryUse;
import org.bankrs.job.train.MllibTrainer;
import org.bankrs.job.train.MonthChoice;
import org.bankrs.job.train.OnePassTrainer;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.job.train.Trainer;
import org.bankrs.job.tune.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Trains a model and writes its bundle. */
@Command(
    name = "train",
    description = "Trains 24 classifiers on raw rows and writes a model bundle.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private SourceOptions source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The bundle's place: a new folder, local or s3a://.")
  private String out;

  @Mixin private AsOfOption asOf;

  @Option(
      names = "--trainer",
      description =
          "${COMPLETION-CANDIDATES}: all products' trees grown together, or MLlib's own GBTClassifier.")
  private TrainerName trainer = TrainerName.ONE_PASS;

  @Option(names = "--trees", description = "Trees a product.")
  private int trees = 20;

  @Option(names = "--depth", description = "Levels of splits a tree, 1 to 30; one-pass: 1 to 14.")
  private int depth = 5;

  @Option(names = "--step", description = "Share of each further tree that is added.")
  private double step = 0.1;

  @Option(
      names = "--bins",
      description = "Most thresholds a feature, at least 2; one-pass: up to 256.")
  private int bins = 256;

  @Option(
      names = "--min-positives",
      description = "A product with fewer acquisitions in the training months keeps its base rate.")
  private int minPositives = 50;

  @Option(names = "--parallelism", description = "mllib: products fitted at once.")
  private int parallelism = 2;

  @Option(
      names = "--partitions",
      description =
          "Parts of the data; the same number gives the same model. 0: two for each core of the cluster.")
  private int partitions;

  @Option(names = "--seed", description = "For everything random.")
  private long seed = 42;

  @Option(
      names = "--patience",
      description =
          "one-pass: rounds without a smaller log-loss in the validation month after which a product grows no more trees; 0: never.")
  private int patience;

  @Option(
      names = "--months",
      description = "So many of the newest months before validation train; 0: all.")
  private int months;

  @Option(
      names = "--season-weight",
      description =
          "How often each row of the month a year before the test month counts; above 1 it trains even where it is not among the newest.")
  private double seasonWeight = 1;

  @Option(
      names = "--history",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Lets the model see each customer's up to 16 earlier months.")
  private boolean history;

  @Option(
      names = "--shortened-history",
      description =
          "Share of the training rows that know no or few earlier months, so that the model can do without.")
  private double shortenedHistory = 0.1;

  @Option(
      names = "--lambda",
      description =
          "one-pass: what is added to the hessian of each node; more gives smaller steps.")
  private double lambda = 1;

  @Option(
      names = "--min-hessian",
      description = "one-pass: least expected acquisitions of a node, about.")
  private double minHessian = 1;

  @Option(
      names = "--sample-size",
      description =
          "one-pass: rows that are drawn for a tree, about, those of large gradients rather than others; ten for each acquisition where that is more. 0: every tree grows on all rows.")
  private int sampleSize = 50_000;

  /** The trainers. */
  enum TrainerName {
    ONE_PASS("one-pass"),
    MLLIB("mllib");

    private final String text;

    TrainerName(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private Trainer trainer(TrainOptions options) {
    return switch (trainer) {
      case ONE_PASS -> new OnePassTrainer(options, lambda, minHessian, sampleSize, patience);
      case MLLIB -> new MllibTrainer();
    };
  }

  /** What this command trains with when it is not told otherwise. */
  static Configuration defaultConfiguration(boolean history) {
    TrainCommand command = new TrainCommand();
    return new Configuration(
        command.trees,
        command.depth,
        command.step,
        command.lambda,
        command.minHessian,
        command.sampleSize,
        command.patience,
        command.minPositives,
        command.months,
        command.seasonWeight,
        history,
        history ? command.shortenedHistory : 0);
  }

  /** The options beside those of a configuration. */
  static TrainOptions defaults(int partitions, long seed) {
    TrainCommand command = new TrainCommand();
    return new TrainOptions(
        command.trees,
        command.depth,
        command.step,
        command.bins,
        command.minPositives,
        command.parallelism,
        partitions,
        seed);
  }

  @Override
  public Integer call() {
    Progress progress = new Progress(System.err);
    // What is wrong with the options is known before Spark starts.
    TrainOptions options =
        new TrainOptions(
            trees, depth, step, bins, minPositives, parallelism, Math.max(1, partitions), seed);
    Trainer chosen = trainer(options);
    MonthChoice choice = new MonthChoice(months, seasonWeight);
    HistoryUse use = history ? new HistoryUse(true, shortenedHistory) : HistoryUse.NONE;
    Source rows = source.source();
    TrainingResult result =
        Sessions.with(
            main.environment(),
            session -> {
              int parts =
                  partitions > 0 ? partitions : 2 * session.sparkContext().defaultParallelism();
              return TrackedTraining.run(
                  session,
                  new TrainingRequest(
                      rows,
                      out,
                      asOf.month(),
                      trainer.toString(),
                      chosen,
                      options.withPartitions(parts),
                      choice,
                      use),
                  main.environment(),
                  progress);
            });
    System.out.print(MetricsTable.of(result.evaluations()));
    System.out.println("bundle " + result.manifest().version() + " in " + out);
    return ExitCode.DONE;
  }
}
