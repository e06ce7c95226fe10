package org.bankrs.job.tune;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.DataRefusedException;
import org.bankrs.job.Progress;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluator;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.tracking.TrackedTrial;
import org.bankrs.job.train.Preprocessing;
import org.bankrs.job.train.ProductModels;
import org.bankrs.job.train.Split;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.job.train.TrainingRows;
import org.bankrs.schema.SnapshotMonth;

/**
 * A random search with a budget of time. Every trial is a training as it would have been a month
 * ago: it is measured on the month that validates today, watches the month before where it may stop
 * early, and gives weight to the month a year before the measured one. The test month is not looked
 * at.
 */
public final class Tuning {
  /** How many months of rows a search takes. */
  public static final int MIN_MONTHS = Split.MIN_MONTHS + 1;

  private Tuning() {}

  /**
   * Goes on with a search until its time is over; at least one more trial is made.
   *
   * @param panel the rows
   * @param first the configuration in use today, trial 0
   * @param others bins, parts and seed, which all trials share
   * @param file where trials are kept
   * @param budget how long trials are begun
   * @param environment where MLflow is looked up; each trial is a run of its own there
   * @return all trials of the log over these rows, the best first
   */
  public static List<Trial> run(
      Panel panel,
      String source,
      Configuration first,
      TrainOptions others,
      Duration budget,
      Path file,
      Map<String, String> environment,
      Progress progress) {
    TrialLog log = new TrialLog(file);
    List<SnapshotMonth> labelled = panel.summary().labelledMonths();
    Split split = Split.of(labelled.subList(0, labelled.size() - 1));
    String data = panel.summary().digest();
    List<Trial> trials = new ArrayList<>(log.read());
    trials.stream()
        .filter(trial -> !trial.data().equals(data))
        .findFirst()
        .ifPresent(trial -> refuse(log, trial, data));
    int next = trials.stream().mapToInt(Trial::number).max().orElse(-1) + 1;
    PipelineModel preprocessing =
        progress.stage(
            "fit preprocessing",
            () -> Preprocessing.fit(panel.labelled(split.train()), first.history()));
    Instant end = Instant.now().plus(budget);
    do {
      int number = next++;
      Configuration configuration =
          number == 0 ? first : Configuration.drawn(others.seed(), number, first.history());
      progress.say("trial %d: %s".formatted(number, configuration.commandLine()));
      Trial trial =
          TrackedTrial.run(
              environment,
              params(source, number, configuration),
              () ->
                  trial(panel, split, preprocessing, number, data, configuration, others, progress),
              Trial::metrics);
      log.add(trial);
      trials.add(trial);
      progress.say(
          "trial %d: log-loss %.6f, MAP@7 %.5f"
              .formatted(number, trial.logLoss(), trial.metrics().get("map_at_7")));
    } while (Instant.now().isBefore(end));
    trials.sort((a, b) -> Double.compare(a.logLoss(), b.logLoss()));
    return trials;
  }

  private static Map<String, String> params(
      String source, int number, Configuration configuration) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("source", source);
    params.put("trial", String.valueOf(number));
    params.putAll(configuration.byName());
    return params;
  }

  private static void refuse(TrialLog log, Trial trial, String data) {
    throw new DataRefusedException(
        "trials of other rows", log.file().toString(), "digest " + trial.data(), "digest " + data);
  }

  private static Trial trial(
      Panel panel,
      Split split,
      PipelineModel preprocessing,
      int number,
      String data,
      Configuration configuration,
      TrainOptions others,
      Progress progress) {
    long begin = System.nanoTime();
    TrainOptions options = configuration.options(others);
    Split chosen = configuration.monthChoice().of(split);
    Dataset<Row> rows =
        TrainingRows.of(
            panel,
            chosen,
            preprocessing,
            configuration.historyUse(),
            configuration.monthChoice(),
            configuration.patience() > 0,
            options.seed());
    ProductModels models =
        ProductModels.fit(
            configuration.trainer(options), rows, panel.summary(), chosen, options, progress);
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<Transformer> stages = new ArrayList<>(List.of(preprocessing.stages()));
    stages.addAll(models.models());
    Tally tally =
        Evaluator.tally(
            new PipelineModel("trial", stages),
            panel.labelled(split.test()),
            HistoryDepth.FULL,
            Tally.noThresholds());
    Evaluation evaluation = Evaluation.of("model", tally);
    return new Trial(number, data, configuration, evaluation.flatOverall(), seconds);
  }
}
