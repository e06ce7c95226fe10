package org.bankrs.job.run;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.Versions;
import org.bankrs.job.bundle.BundleWriter;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.bundle.Reference;
import org.bankrs.job.bundle.Verification;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluator;
import org.bankrs.job.evaluate.Groups;
import org.bankrs.job.evaluate.Groups.Group;
import org.bankrs.job.evaluate.PlattScaling;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.evaluate.ThresholdChoice;
import org.bankrs.job.page.Charts;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.job.report.ModelCard;
import org.bankrs.job.report.ReportPage;
import org.bankrs.job.train.CalibratedModel;
import org.bankrs.job.train.Preprocessing;
import org.bankrs.job.train.ProductModels;
import org.bankrs.job.train.Split;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.job.train.TrainingRows;
import org.bankrs.schema.History;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/**
 * Training as a story: read and check, split, fit, choose thresholds, evaluate, write the bundle.
 */
public final class Training {
  private static final int SAMPLE_ROWS = 100;

  private Training() {}

  /**
   * Trains and writes a bundle.
   *
   * @throws org.bankrs.job.DataRefusedException when the rows are not fit for training; nothing is
   *     written
   */
  public static TrainingResult run(
      SparkSession session, TrainingRequest request, Progress progress) {
    TrainOptions options = request.options();
    Charts.requireFonts();
    try (BundleWriter bundle =
            BundleWriter.begin(session.sparkContext().hadoopConfiguration(), request.out());
        Panel panel =
            progress.stage(
                "read and check",
                () ->
                    Panel.read(
                        session,
                        request.source(),
                        request.asOf(),
                        options.partitions(),
                        Split.MIN_MONTHS))) {
      PanelSummary summary = panel.summary();
      Split split = request.months().of(Split.of(summary.labelledMonths()));
      progress.say(
          "%,d rows of %d months; train on %s to %s, validate on %s, test on %s"
              .formatted(
                  summary.rows(),
                  summary.months().size(),
                  split.train().get(0),
                  split.lastTrain(),
                  split.validation(),
                  split.test()));

      Dataset<Row> train = panel.labelled(split.train());
      PipelineModel preprocessing =
          progress.stage(
              "fit preprocessing", () -> Preprocessing.fit(train, request.history().on()));
      ProductModels fitted = fit(request, panel, split, preprocessing, progress);
      ProductModels models =
          request.trainer().isCalibrated()
              ? fitted
              : progress.stage("calibrate", () -> calibrate(panel, split, preprocessing, fitted));
      Tally validation =
          progress.stage("choose thresholds", () -> validate(panel, split, preprocessing, models));
      List<Double> thresholds = ThresholdChoice.of(validation).thresholds();
      setThresholds(models, thresholds);
      PipelineModel pipeline = pipeline(preprocessing, models.models());

      List<Evaluation> evaluations =
          progress.stage(
              "evaluate",
              () ->
                  MonthEvaluation.of(
                      panel,
                      pipeline,
                      thresholds,
                      split.train(),
                      split.validation(),
                      split.test()));
      List<Group> groups =
          progress.stage(
              "evaluate groups", () -> Groups.of(pipeline, panel.labelled(split.test())));
      List<Map<String, String>> sample = sample(panel);
      Manifest manifest =
          progress.stage(
              "write bundle",
              () -> {
                bundle.pipeline(pipeline);
                bundle.write(
                    "verification.jsonl", Verification.lines(panel, split.test(), pipeline));
                bundle.write("reference.json", Json.pretty(Reference.of(train, validation)));
                bundle.write(
                    "report.html",
                    ReportPage.html(
                        new ModelCard(
                            request.source().description(),
                            months(split),
                            history(request),
                            trainer(request),
                            options.seed(),
                            rows(summary, split),
                            summary.digest(),
                            Versions.all(),
                            models.constant(),
                            summary.unreadableByColumn(),
                            groups,
                            evaluations)));
                return bundle.finish(
                    (digest, checksums) ->
                        new Manifest(
                            Manifest.FORMAT,
                            "bank-rs",
                            split.test() + "-" + digest,
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                            Product.ALL.stream().map(Product::code).toList(),
                            byCode(thresholds),
                            models.constant().stream().map(Product::code).toList(),
                            months(split),
                            history(request),
                            trainer(request),
                            options.seed(),
                            rows(summary, split),
                            summary.digest(),
                            Versions.all(),
                            metrics(evaluations),
                            checksums));
              });
      return new TrainingResult(manifest, evaluations, progress.seconds(), sample);
    }
  }

  private static ProductModels fit(
      TrainingRequest request,
      Panel panel,
      Split split,
      PipelineModel preprocessing,
      Progress progress) {
    Dataset<Row> prepared =
        TrainingRows.of(
            panel,
            split,
            preprocessing,
            request.history(),
            request.months(),
            request.trainer().watchesValidation(),
            request.options().seed());
    return progress.stage(
        "fit products",
        () ->
            ProductModels.fit(
                request.trainer(), prepared, panel.summary(), split, request.options(), progress));
  }

  private static PipelineModel pipeline(
      PipelineModel preprocessing, List<GBTClassificationModel> models) {
    List<Transformer> stages = new ArrayList<>(List.of(preprocessing.stages()));
    stages.addAll(models);
    return new PipelineModel("bank_rs", stages);
  }

  private static Tally validate(
      Panel panel, Split split, PipelineModel preprocessing, ProductModels models) {
    PipelineModel pipeline = pipeline(preprocessing, models.models());
    return Evaluator.tally(
        pipeline, panel.labelled(split.validation()), HistoryDepth.FULL, Tally.noThresholds());
  }

  private static ProductModels calibrate(
      Panel panel, Split split, PipelineModel preprocessing, ProductModels fitted) {
    Tally validation = validate(panel, split, preprocessing, fitted);
    List<GBTClassificationModel> calibrated = new ArrayList<>();
    for (Product product : Product.ALL) {
      GBTClassificationModel model = fitted.models().get(product.ordinal());
      if (fitted.constant().contains(product)) {
        calibrated.add(model);
      } else {
        double baseRate =
            (double) panel.summary().acquired(split.train(), product)
                / panel.summary().eligible(split.train(), product);
        PlattScaling scaling = PlattScaling.of(validation, product, baseRate);
        calibrated.add(CalibratedModel.of(model, product, scaling.slope(), scaling.intercept()));
      }
    }
    return new ProductModels(calibrated, fitted.constant());
  }

  private static void setThresholds(ProductModels models, List<Double> thresholds) {
    for (int k = 0; k < thresholds.size(); k++) {
      models.models().get(k).setThresholds(new double[] {1 - thresholds.get(k), thresholds.get(k)});
    }
  }

  private static List<Map<String, String>> sample(Panel panel) {
    return panel
        .rows()
        .where(col(PanelSchema.RAW).isNotNull())
        .select(PanelSchema.RAW)
        .limit(SAMPLE_ROWS)
        .collectAsList()
        .stream()
        .map(row -> Verification.rawRow(row.getList(0)))
        .toList();
  }

  private static Map<String, Double> byCode(List<Double> thresholds) {
    Map<String, Double> byCode = new LinkedHashMap<>();
    Product.ALL.forEach(p -> byCode.put(p.code(), thresholds.get(p.ordinal())));
    return byCode;
  }

  private static Manifest.Months months(Split split) {
    return new Manifest.Months(
        split.train().stream().map(SnapshotMonth::toString).toList(),
        split.validation().toString(),
        split.test().toString());
  }

  private static int history(TrainingRequest request) {
    return request.history().on() ? History.EARLIER_MONTHS : 0;
  }

  /** Of the model, and over all products where it is not told of earlier months. */
  private static Map<String, Double> metrics(List<Evaluation> evaluations) {
    Map<String, Double> metrics = new LinkedHashMap<>(evaluations.get(0).flat());
    evaluations.stream()
        .filter(evaluation -> evaluation.predictor().equals(Evaluation.WITHOUT_HISTORY))
        .flatMap(evaluation -> evaluation.flatOverall().entrySet().stream())
        .forEach(metric -> metrics.put("without_history_" + metric.getKey(), metric.getValue()));
    return metrics;
  }

  private static Manifest.TrainerInfo trainer(TrainingRequest request) {
    TrainOptions o = request.options();
    return new Manifest.TrainerInfo(
        request.trainerName(),
        o.trees(),
        o.depth(),
        o.step(),
        o.bins(),
        o.minPositives(),
        o.partitions(),
        parameters(request));
  }

  private static Map<String, Double> parameters(TrainingRequest request) {
    Map<String, Double> parameters = new LinkedHashMap<>(request.trainer().parameters());
    if (request.history().on()) {
      parameters.put("shortened-history", request.history().shortened());
    }
    if (request.months().season() > 1) {
      parameters.put("season-weight", request.months().season());
    }
    return parameters;
  }

  private static Manifest.Rows rows(PanelSummary summary, Split split) {
    return new Manifest.Rows(
        summary.rows(),
        split.train().stream().mapToLong(m -> summary.month(m).labelled()).sum(),
        summary.month(split.validation()).labelled(),
        summary.month(split.test()).labelled());
  }
}
