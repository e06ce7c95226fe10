package org.bankrs.job.tracking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.bundle.BundleFiles;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.run.Training;
import org.bankrs.job.run.TrainingRequest;
import org.bankrs.job.run.TrainingResult;

/** A training that leaves a record: beside the bundle and, if wished, in MLflow. */
public final class TrackedTraining {
  private static final String REPORT = "report.html";

  private TrackedTraining() {}

  /**
   * Trains, writes the bundle and the run's record.
   *
   * @param environment where MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_NAME (default bank-rs) and
   *     MLflow's credentials are looked up
   * @throws SourceUnreadableException when MLflow does not answer: before the training, with
   *     nothing written, or after it, with the bundle in its place
   * @throws org.bankrs.job.DataRefusedException when the rows are not fit for training
   */
  public static TrainingResult run(
      SparkSession session,
      TrainingRequest request,
      Map<String, String> environment,
      Progress progress) {
    Instant startedAt = Instant.now();
    RunTracker tracker = RunTracker.begin(environment, RunRecord.params(request));
    try {
      TrainingResult result = Training.run(session, request, progress);
      keep(session, request, result, startedAt, tracker);
      return result;
    } catch (RuntimeException | Error e) {
      tracker.fail(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static void keep(
      SparkSession session,
      TrainingRequest request,
      TrainingResult result,
      Instant startedAt,
      RunTracker tracker) {
    RunRecord record = RunRecord.of(request, result, startedAt);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("run.json", Json.pretty(record));
    files.put("sample.csv", RunFolder.csv(result.sample()));
    try {
      Configuration configuration = session.sparkContext().hadoopConfiguration();
      RunFolder.write(configuration, request.out(), files);
      tracker.finish(record, artifacts(configuration, request.out(), result, files));
    } catch (SourceUnreadableException e) {
      throw new SourceUnreadableException(
          "the bundle %s is whole in %s, but its run was not recorded: %s"
              .formatted(record.version(), request.out(), e.getMessage()),
          e);
    }
  }

  private static Map<String, Supplier<byte[]>> artifacts(
      Configuration configuration, String out, TrainingResult result, Map<String, String> files) {
    BundleFiles bundle = BundleFiles.at(configuration, new Path(out));
    Map<String, Supplier<byte[]>> artifacts = new LinkedHashMap<>();
    files.forEach((name, text) -> artifacts.put(name, () -> text.getBytes(StandardCharsets.UTF_8)));
    if (result.manifest().checksums().containsKey(REPORT)) {
      artifacts.put(REPORT, () -> bundle.readBytes(REPORT));
    }
    for (String name : result.manifest().checksums().keySet()) {
      artifacts.put("bundle/" + name, () -> bundle.readBytes(name));
    }
    // Last, as in the bundle itself: where it is, the others are.
    artifacts.put("bundle/manifest.json", () -> bundle.readBytes("manifest.json"));
    return artifacts;
  }
}
