package org.bankrs.job.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.evaluate.Baseline;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.registry.BundleDownload;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.ModelVersion;
import org.bankrs.job.run.Replay;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/**
 * The gate as a story: fetch both models, verify them, score the newest labelled month with both,
 * compare. A first model is compared with the baselines.
 */
public final class Gate {
  private static final int MIN_MONTHS = 3;

  private Gate() {}

  /** Gives the rows of the comparison; called only when the challenger is whole. */
  @FunctionalInterface
  public interface Rows {
    /** Reads and checks the source; the gate closes the panel. */
    Panel read(int minMonths);
  }

  /**
   * Compares a challenger with the champion.
   *
   * @param champion empty for the first model
   * @param work a folder that every executor can read; both bundles are put below it
   * @throws SourceUnreadableException when the registry does not answer or the champion is damaged
   * @throws org.bankrs.job.DataRefusedException when the rows are not fit for a comparison
   */
  public static GateReport decide(
      SparkSession session,
      ModelRegistry registry,
      ModelVersion challenger,
      Optional<ModelVersion> champion,
      Rows rows,
      String work,
      GateRules rules,
      Progress progress) {
    List<Criterion> criteria = new ArrayList<>();
    String championName = champion.map(ModelVersion::toString).orElse("none");
    Optional<Model> fetched =
        progress.stage(
            "verify challenger", () -> verified(session, registry, challenger, work, criteria));
    if (fetched.isEmpty()) {
      return GateReport.of(
          registry.name(), challenger.toString(), championName, "", criteria, rules, Map.of());
    }
    Bundle bundle = fetched.get().bundle();
    PipelineModel pipeline = fetched.get().pipeline();
    Optional<Bundle> reference =
        champion.map(
            version ->
                progress.stage("verify champion", () -> whole(session, registry, version, work)));
    criteria.add(
        Criterion.atMost(
            "microseconds a row",
            progress.stage(
                "time challenger", () -> Latency.microsPerRow(session, bundle, pipeline)),
            rules.latencyMicros()));
    try (Panel panel =
        progress.stage(
            "read and check",
            () -> rows.read(reference.isPresent() ? MIN_MONTHS - 1 : MIN_MONTHS))) {
      List<SnapshotMonth> labelled = panel.summary().labelledMonths();
      SnapshotMonth month = labelled.get(labelled.size() - 1);
      criteria.add(unseen(month, bundle, reference));
      Dataset<Row> test = panel.labelled(month);
      List<Contender> contenders =
          progress.stage(
              "score challenger",
              () ->
                  Contest.of(
                      "challenger",
                      pipeline,
                      test,
                      thresholds(bundle),
                      reference.isPresent() ? List.of() : baselines(panel, labelled),
                      rules));
      Contender mine = contenders.get(0);
      criteria.add(
          Criterion.atLeast(
              "customers who acquire something",
              (double) mine.evaluation().buyers(),
              rules.minBuyers()));
      List<Contender> others =
          reference
              .map(
                  b ->
                      progress.stage(
                          "score champion",
                          () ->
                              Contest.of(
                                  "champion", b.pipeline(), test, thresholds(b), List.of(), rules)))
              .orElseGet(() -> contenders.subList(1, contenders.size()));
      for (Contender other : others) {
        criteria.addAll(Criteria.ranking(mine, other, rules));
      }
      if (reference.isPresent()) {
        criteria.addAll(Criteria.products(mine.evaluation(), others.get(0).evaluation(), rules));
      }
      criteria.add(Criteria.calibration(mine.evaluation(), others.get(0).evaluation(), rules));
      Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
      put(metrics, mine.evaluation());
      others.forEach(other -> put(metrics, other.evaluation()));
      return GateReport.of(
          registry.name(),
          challenger.toString(),
          championName,
          month.toString(),
          criteria,
          rules,
          metrics);
    }
  }

  private static void put(Map<String, Map<String, Double>> metrics, Evaluation evaluation) {
    metrics.put(evaluation.predictor(), evaluation.overall());
  }

  /** A bundle that can be used. */
  private record Model(Bundle bundle, PipelineModel pipeline) {}

  /** The challenger; empty when it is damaged, which the criteria then say. */
  private static Optional<Model> verified(
      SparkSession session,
      ModelRegistry registry,
      ModelVersion version,
      String work,
      List<Criterion> criteria) {
    try {
      Bundle bundle = fetch(session, registry, version, work);
      List<String> damages = bundle.damages(session.sparkContext().hadoopConfiguration());
      criteria.add(damaged(damages.size()).noting(String.join("; ", damages)));
      if (!damages.isEmpty()) {
        return Optional.empty();
      }
      PipelineModel pipeline = bundle.pipeline();
      Replay.Result result = Replay.replay(session, bundle, pipeline);
      criteria.add(
          Criterion.atMost(
                  "parity: largest difference of a replayed probability",
                  result.problems().isEmpty() ? result.largestDifference() : 1,
                  Replay.TOLERANCE)
              .noting(result.rows() + " rows"));
      return Optional.of(new Model(bundle, pipeline));
    } catch (SourceUnreadableException e) {
      // A server that does not answer is no fault of the challenger: this call fails then.
      registry.version(version.version());
      criteria.add(damaged(1).noting(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Criterion damaged(int files) {
    return Criterion.atMost("damaged files of the challenger", files, 0);
  }

  private static Bundle whole(
      SparkSession session, ModelRegistry registry, ModelVersion champion, String work) {
    Bundle bundle = fetch(session, registry, champion, work);
    List<String> damages = bundle.damages(session.sparkContext().hadoopConfiguration());
    if (!damages.isEmpty()) {
      throw new SourceUnreadableException(
          "the champion, %s of %s, is damaged: %s; bankrs rollback goes back to the one before"
              .formatted(champion, registry.name(), String.join("; ", damages)));
    }
    return bundle;
  }

  private static Bundle fetch(
      SparkSession session, ModelRegistry registry, ModelVersion version, String work) {
    return BundleDownload.fetch(
        registry,
        version,
        session.sparkContext().hadoopConfiguration(),
        work + "/version-" + version.version());
  }

  /** Nobody may have learned from the month on which they are compared. */
  private static Criterion unseen(
      SnapshotMonth month, Bundle challenger, Optional<Bundle> champion) {
    Set<String> seen = new HashSet<>(learned(challenger));
    champion.ifPresent(b -> seen.addAll(learned(b)));
    return Criterion.atMost(
            "months of training that are not before the test month",
            (double)
                seen.stream().filter(m -> SnapshotMonth.parse(m).compareTo(month) >= 0).count(),
            0)
        .noting("test month " + month);
  }

  private static List<String> learned(Bundle bundle) {
    Manifest.Months months = bundle.manifest().months();
    List<String> learned = new ArrayList<>(months.train());
    learned.add(months.validation());
    return learned;
  }

  private static List<Double> thresholds(Bundle bundle) {
    return Product.ALL.stream().map(p -> bundle.manifest().thresholds().get(p.code())).toList();
  }

  private static List<Baseline> baselines(Panel panel, List<SnapshotMonth> labelled) {
    int last = labelled.size() - 1;
    return Baseline.all(
        panel.summary(), labelled.subList(0, last), labelled.get(last - 1), labelled.get(last));
  }
}
