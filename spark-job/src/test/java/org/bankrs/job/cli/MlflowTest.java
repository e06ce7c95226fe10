package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bankrs.job.TestBank;
import org.bankrs.job.TestMlflow;
import org.bankrs.job.cli.Job.Outcome;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.schema.RawSchema;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.FreePorts;
import org.bankrs.testservices.MlflowServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training runs in MLflow, and trainings whose MLflow fails them. */
@Tag("services")
class MlflowTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path shared;
  private static final MlflowServer MLFLOW = TestMlflow.server();
  private static Path bundle;

  @TempDir Path folder;

  @BeforeAll
  static void trainWithMlflow() {
    bundle = shared.resolve("model");
    assertThat(Job.train(TestMlflow.environment("recommendations"), bundle))
        .isEqualTo(new Outcome(0, ""));
  }

  @Test
  void aGoodRunIsFinishedWithItsParamsMetricsAndTags() throws Exception {
    JsonNode run = onlyRun("recommendations");
    JsonNode manifest = MAPPER.readTree(bundle.resolve("manifest.json").toFile());
    JsonNode record = MAPPER.readTree(shared.resolve("model.run/run.json").toFile());

    assertThat(run.at("/info/status").asText()).isEqualTo("FINISHED");
    assertThat(pairs(run.at("/data/params")))
        .containsEntry("source", TestBank.rawFile().toString())
        .containsEntry("trees", "2")
        .containsEntry("depth", "3")
        .containsEntry("months.train", "2015-01 to 2015-02")
        .containsEntry("months.test", "2015-04")
        .containsEntry("version.spark", "4.1.0");
    assertThat(pairs(run.at("/data/tags")))
        .containsEntry("status", "finished")
        .containsEntry("bundle_version", manifest.path("version").asText())
        .containsEntry("data_digest", manifest.path("dataDigest").asText())
        .containsEntry("git", manifest.at("/versions/git").asText());
    Map<String, Double> metrics = numbers(run.at("/data/metrics"));
    manifest
        .path("metrics")
        .properties()
        .forEach(
            metric ->
                assertThat(metrics).containsEntry(metric.getKey(), metric.getValue().asDouble()));
    assertThat(metrics)
        .containsEntry("popularity/map_at_7", record.at("/metrics/popularity/map_at_7").asDouble())
        .containsKeys("constant/micro_roc_auc", "seconds/read_and_check", "seconds/write_bundle");
  }

  @Test
  void allFilesAreArtifactsByteForByte() throws Exception {
    JsonNode info = onlyRun("recommendations").path("info");
    String prefix = "bundle/";
    Map<String, Path> expected = new HashMap<>();
    try (Stream<Path> files = Files.walk(bundle)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> expected.put(prefix + bundle.relativize(file), file));
    }
    expected.put("run.json", shared.resolve("model.run/run.json"));
    expected.put("sample.csv", shared.resolve("model.run/sample.csv"));
    if (Files.exists(bundle.resolve("report.html"))) {
      expected.put("report.html", bundle.resolve("report.html"));
    }

    assertThat(artifacts(info.path("run_id").asText(), "")).isEqualTo(expected.keySet());
    for (Map.Entry<String, Path> file : expected.entrySet()) {
      URI uri =
          URI.create(
              "%s/api/2.0/mlflow-artifacts/artifacts/%s/%s/artifacts/%s"
                  .formatted(
                      MLFLOW.trackingUri(),
                      info.path("experiment_id").asText(),
                      info.path("run_id").asText(),
                      file.getKey()));
      byte[] content =
          HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body();
      assertThat(content).as(file.getKey()).isEqualTo(Files.readAllBytes(file.getValue()));
    }
  }

  @Test
  void isPublishedFromTheRunThatTrainedIt() throws Exception {
    Map<String, String> environment = TestMlflow.environment("recommendations");
    assertThat(Job.run(environment, "publish", "--registry=trained", "--model", bundle.toString()))
        .isEqualTo(new Outcome(0, ""));

    JsonNode run = onlyRun("recommendations");
    assertThat(ModelRegistry.of(environment, "trained").version(1).source())
        .isEqualTo(run.at("/info/artifact_uri").asText() + "/bundle");
  }

  @Test
  void theRunIsRecordedBesideTheBundle() throws Exception {
    JsonNode record = MAPPER.readTree(shared.resolve("model.run/run.json").toFile());
    JsonNode manifest = MAPPER.readTree(bundle.resolve("manifest.json").toFile());

    assertThat(record.path("bundle").asText()).isEqualTo(bundle.toString());
    for (String same : List.of("version", "months", "rows", "dataDigest", "versions")) {
      assertThat(record.path(same)).as(same).isEqualTo(manifest.path(same));
    }
    assertThat(record.at("/metrics/model")).isEqualTo(manifest.path("metrics"));
    assertThat(record.at("/products/model/recibo/eligible").asInt()).isPositive();
    assertThat(record.at("/products/popularity/recibo/log_loss").asDouble()).isPositive();
    assertThat(record.path("seconds").path("fit products").asDouble()).isPositive();
    assertThat(Instant.parse(record.path("finishedAt").asText()))
        .isAfter(Instant.parse(record.path("startedAt").asText()));

    List<String> sample = Files.readAllLines(shared.resolve("model.run/sample.csv"));
    assertThat(sample.get(0)).isEqualTo(String.join(",", RawSchema.NAMES));
    assertThat(sample).hasSizeBetween(2, 101).doesNotHaveDuplicates();
    assertThat(shared.toFile().list()).containsExactlyInAnyOrder("model", "model.run");
  }

  @Test
  void refusedDataLeaveAFailedRun() throws Exception {
    Outcome outcome =
        Job.train(
            TestMlflow.environment("refused"),
            TestBank.rawFile().toString(),
            folder.resolve("model").toString(),
            "--as-of=2015-02-28");

    assertThat(outcome.exitCode()).isEqualTo(3);
    JsonNode run = onlyRun("refused");
    assertThat(run.at("/info/status").asText()).isEqualTo("FAILED");
    assertThat(pairs(run.at("/data/tags")))
        .containsEntry("status", "failed")
        .hasEntrySatisfying("error", error -> assertThat(error).contains("month"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aServerThatIsDownIsToldBeforeAnythingIsWritten() {
    String down = "http://127.0.0.1:" + FreePorts.choose();

    Outcome outcome = Job.train(Map.of("MLFLOW_TRACKING_URI", down), folder.resolve("model"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.message().lines().toList()).hasSize(1);
    assertThat(outcome.message()).startsWith("bankrs: MLflow at " + down + " does not answer");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aServerThatGoesDownMeanwhileCostsTheRecordAndNotTheBundle() throws Exception {
    Path model = folder.resolve("model");
    Thread breaker;
    try (MlflowServer breaking = MlflowServer.start()) {
      // The place of the bundle is taken after the run was created.
      breaker = new Thread(() -> closeOnceThereIsAFileIn(folder, breaking));
      breaker.start();

      Outcome outcome =
          Job.train(Map.of("MLFLOW_TRACKING_URI", breaking.trackingUri().toString()), model);

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.message().lines().toList()).hasSize(1);
      assertThat(outcome.message())
          .contains("is whole in " + model)
          .contains("MLflow at " + breaking.trackingUri() + " does not answer");
    }
    breaker.join();
    assertThat(Job.run(Map.of(), "verify", "--model", model.toString()).exitCode()).isZero();
    assertThat(folder.resolve("model.run/run.json")).exists();
  }

  private static void closeOnceThereIsAFileIn(Path folder, MlflowServer server) {
    Eventually.await(
        "a file in " + folder, Duration.ofMinutes(5), () -> folder.toFile().list().length > 0);
    server.close();
  }

  private static JsonNode onlyRun(String experiment) throws IOException, InterruptedException {
    String id =
        get("experiments/get-by-name?experiment_name=" + experiment)
            .at("/experiment/experiment_id")
            .asText();
    HttpRequest search =
        HttpRequest.newBuilder(api("runs/search"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"experiment_ids\": [\"%s\"]}".formatted(id)))
            .build();
    JsonNode runs = send(search).path("runs");
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private static Set<String> artifacts(String run, String path)
      throws IOException, InterruptedException {
    Set<String> names = new HashSet<>();
    JsonNode files = get("artifacts/list?run_id=" + run + "&path=" + path).path("files");
    for (JsonNode file : files) {
      String name = file.path("path").asText();
      if (file.path("is_dir").asBoolean()) {
        names.addAll(artifacts(run, name));
      } else {
        names.add(name);
      }
    }
    return names;
  }

  private static JsonNode get(String call) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(api(call)).build());
  }

  private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return MAPPER.readTree(response.body());
  }

  private static URI api(String call) {
    return URI.create(MLFLOW.trackingUri() + "/api/2.0/mlflow/" + call);
  }

  private static Map<String, String> pairs(JsonNode pairs) {
    Map<String, String> map = new HashMap<>();
    pairs.forEach(pair -> map.put(pair.path("key").asText(), pair.path("value").asText()));
    return map;
  }

  private static Map<String, Double> numbers(JsonNode pairs) {
    Map<String, Double> map = new HashMap<>();
    pairs.forEach(pair -> map.put(pair.path("key").asText(), pair.path("value").asDouble()));
    return map;
  }
}
