package org.bankrs.job.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.Transfers;
import org.bankrs.job.Versions;

/** A run in MLflow. */
final class MlflowRun implements RunTracker {
  /** The most metrics that the server takes in one call. */
  private static final int BATCH = 1000;

  private static final int LONGEST_TAG = 500;
  private static final String ARTIFACT_SCHEME = "mlflow-artifacts";

  private final MlflowClient client;
  private final String id;

  /** Where the server keeps the run's artifacts: a path without slashes at its ends. */
  private final String artifactPath;

  private MlflowRun(MlflowClient client, String id, String artifactPath) {
    this.client = client;
    this.id = id;
    this.artifactPath = artifactPath;
  }

  /** Creates a run, and its experiment when there is none of that name. */
  static MlflowRun begin(MlflowSettings settings, Map<String, String> params) {
    MlflowClient client = new MlflowClient(settings);
    String experiment = Experiments.idOf(client, settings.experiment());
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("status", "running");
    tags.put("git", Versions.all().get("git"));
    // These MLflow shows in its tables.
    tags.put("mlflow.user", System.getProperty("user.name", "unknown"));
    tags.put("mlflow.source.name", "bankrs train");
    tags.put("mlflow.source.type", "JOB");
    tags.put("mlflow.source.git.commit", Versions.all().get("git"));
    JsonNode run =
        client
            .post(
                "runs/create",
                Map.of("experiment_id", experiment, "start_time", now(), "tags", pairs(tags)))
            .path("run");
    String id = run.path("info").path("run_id").asText();
    URI artifacts = URI.create(run.path("info").path("artifact_uri").asText());
    MlflowRun begun = new MlflowRun(client, id, stripSlashes(String.valueOf(artifacts.getPath())));
    if (!ARTIFACT_SCHEME.equals(artifacts.getScheme()) || artifacts.getAuthority() != null) {
      String reason =
          "%s keeps artifacts in %s: expected a server that takes them itself (--serve-artifacts)"
              .formatted(settings, artifacts);
      begun.fail(reason);
      throw new SourceUnreadableException(reason);
    }
    begun.log(Map.of("params", pairs(params)));
    return begun;
  }

  @Override
  public void finish(RunRecord record, Map<String, Supplier<byte[]>> artifacts) {
    log(Map.of("params", pairs(outcome(record))));
    List<Map<String, Object>> metrics = metrics(record);
    for (int from = 0; from < metrics.size(); from += BATCH) {
      log(Map.of("metrics", metrics.subList(from, Math.min(from + BATCH, metrics.size()))));
    }
    upload(artifacts);
    log(
        Map.of(
            "tags",
            pairs(
                Map.of(
                    "status", "finished",
                    "bundle_version", record.version(),
                    "data_digest", record.dataDigest()))));
    end("FINISHED");
  }

  /** The last one, the bundle's manifest, follows the others: where it is, they are. */
  private void upload(Map<String, Supplier<byte[]>> artifacts) {
    List<String> names = List.copyOf(artifacts.keySet());
    int last = Math.max(0, names.size() - 1);
    Consumer<String> put = name -> client.put(artifactPath + "/" + name, artifacts.get(name).get());
    Transfers.each(names.subList(0, last), put);
    names.subList(last, names.size()).forEach(put);
  }

  @Override
  public void finish(Map<String, Double> metrics) {
    long time = now();
    log(
        Map.of(
            "metrics",
            metrics.entrySet().stream().map(m -> metric(m.getKey(), m.getValue(), time)).toList(),
            "tags",
            pairs(Map.of("status", "finished"))));
    end("FINISHED");
  }

  @Override
  public void fail(String reason) {
    String shortened = reason.substring(0, Math.min(LONGEST_TAG, reason.length()));
    try {
      log(Map.of("tags", pairs(Map.of("status", "failed", "error", shortened))));
      end("FAILED");
    } catch (SourceUnreadableException e) {
      // What made the run fail is told to the user; that the server missed it too is second to it.
    }
  }

  private static Map<String, String> outcome(RunRecord record) {
    List<String> train = record.months().train();
    Map<String, String> outcome = new LinkedHashMap<>();
    outcome.put("months.train", train.get(0) + " to " + train.get(train.size() - 1));
    outcome.put("months.validation", record.months().validation());
    outcome.put("months.test", record.months().test());
    outcome.put("rows.source", String.valueOf(record.rows().source()));
    outcome.put("rows.train", String.valueOf(record.rows().train()));
    outcome.put("rows.validation", String.valueOf(record.rows().validation()));
    outcome.put("rows.test", String.valueOf(record.rows().test()));
    outcome.put("constant", String.join(" ", record.constant()));
    record.versions().forEach((name, version) -> outcome.put("version." + name, version));
    return outcome;
  }

  /** The model's metrics by their own names, the others behind a heading. */
  private static List<Map<String, Object>> metrics(RunRecord record) {
    long time = now();
    List<Map<String, Object>> metrics = new ArrayList<>();
    record
        .metrics()
        .forEach(
            (predictor, values) -> {
              String heading = predictor.equals("model") ? "" : name(predictor) + "/";
              values.forEach((name, value) -> metrics.add(metric(heading + name, value, time)));
            });
    record
        .seconds()
        .forEach((stage, value) -> metrics.add(metric("seconds/" + name(stage), value, time)));
    return metrics;
  }

  private static Map<String, Object> metric(String name, double value, long time) {
    return Map.of("key", name, "value", value, "timestamp", time, "step", 0);
  }

  /** MLflow refuses apostrophes in names. */
  private static String name(String text) {
    return text.replaceAll("[^A-Za-z0-9.-]+", "_");
  }

  private void log(Map<String, ?> batch) {
    Map<String, Object> body = new LinkedHashMap<>(batch);
    body.put("run_id", id);
    client.post("runs/log-batch", body);
  }

  private void end(String status) {
    client.post("runs/update", Map.of("run_id", id, "status", status, "end_time", now()));
  }

  private static List<Map<String, String>> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
        .toList();
  }

  private static String stripSlashes(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  private static long now() {
    return Instant.now().toEpochMilli();
  }
}
