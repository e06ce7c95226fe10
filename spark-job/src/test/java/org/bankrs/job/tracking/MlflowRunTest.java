package org.bankrs.job.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.TestMlflow;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.testservices.MlflowServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs in an MLflow that is guarded, tired or set up otherwise. */
@Tag("services")
class MlflowRunTest {
  private static final MlflowServer MLFLOW = TestMlflow.server();

  @Test
  void passingErrorsAndAPasswordStopNothing() throws Exception {
    String credentials = "Basic YW5hOnNlY3JldA==";
    try (MlflowGateway gateway = new MlflowGateway(MLFLOW.trackingUri(), credentials, 3)) {
      Map<String, String> environment =
          Map.of(
              "MLFLOW_TRACKING_URI", gateway.uri() + "/",
              "MLFLOW_EXPERIMENT_NAME", "Bank, 1st & only",
              "MLFLOW_TRACKING_USERNAME", "ana",
              "MLFLOW_TRACKING_PASSWORD", "secret");
      Map<String, Supplier<byte[]>> artifacts = new LinkedHashMap<>();
      artifacts.put("empty", () -> new byte[0]);
      artifacts.put("folder/name with ñ & blank.txt", () -> "ñ".getBytes(StandardCharsets.UTF_8));

      RunTracker run = RunTracker.begin(environment, Map.of("trees", "2"));
      run.finish(record(2500), artifacts);

      assertThat(gateway.refused()).isGreaterThanOrEqualTo(3);
    }
    String runs = search("Bank, 1st & only");
    assertThat(runs).contains("\"FINISHED\"", "\"m0\"", "\"m2499\"", "last_year_s_month/m7");
    String id = runs.replaceAll("(?s).*?\"run_id\": *\"([0-9a-f]+)\".*", "$1");
    assertThat(get("artifacts/list?run_id=" + id)).contains("\"empty\"", "\"folder\"");
    assertThat(get("artifacts/list?path=folder&run_id=" + id)).contains("name with ");
  }

  @Test
  void aTrialIsARunOfItsOwn() throws Exception {
    Map<String, String> environment = TestMlflow.environment("search");
    String result =
        TrackedTrial.run(
            environment, Map.of("trees", "7"), () -> "done", done -> Map.of("map_at_7", 0.03));

    assertThat(result).isEqualTo("done");
    assertThat(search("search")).contains("\"FINISHED\"", "\"map_at_7\"", "\"trees\"");
    assertThatThrownBy(
            () ->
                TrackedTrial.run(
                    environment,
                    Map.of(),
                    () -> {
                      throw new IllegalStateException("no memory");
                    },
                    done -> Map.of()))
        .hasMessage("no memory");
    assertThat(search("search")).contains("\"FAILED\"", "no memory");
  }

  @Test
  void aTokenIsSentAndAWrongOneToldWithoutShowingIt() throws IOException {
    try (MlflowGateway gateway =
        new MlflowGateway(MLFLOW.trackingUri(), "Bearer right", Integer.MAX_VALUE)) {
      assertThat(begin(gateway.uri(), "right")).isInstanceOf(MlflowRun.class);
      assertThatThrownBy(() -> begin(gateway.uri(), "wrong-one"))
          .isInstanceOf(SourceUnreadableException.class)
          .hasMessageContainingAll(gateway.uri().toString(), "401", "_TOKEN")
          .hasMessageNotContaining("wrong-one");
    }
  }

  @Test
  void aServerThatDoesNotTakeArtifactsIsToldAtOnce() throws Exception {
    post(
        "experiments/create",
        "{\"name\": \"elsewhere\", \"artifact_location\": \"s3://bucket/folder\"}");

    assertThatThrownBy(() -> RunTracker.begin(TestMlflow.environment("elsewhere"), Map.of()))
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContainingAll("s3://bucket/folder", "--serve-artifacts");
    assertThat(search("elsewhere")).contains("\"FAILED\"");
  }

  @Test
  void aDeletedExperimentIsToldInTheServersWords() throws Exception {
    String created = post("experiments/create", "{\"name\": \"deleted\"}");
    post("experiments/delete", created);

    assertThatThrownBy(() -> RunTracker.begin(TestMlflow.environment("deleted"), Map.of()))
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContainingAll("400", "active");
  }

  private static RunTracker begin(URI server, String token) {
    return RunTracker.begin(
        Map.of("MLFLOW_TRACKING_URI", server.toString(), "MLFLOW_TRACKING_TOKEN", token), Map.of());
  }

  /** A record with that many metrics of the model. */
  private static RunRecord record(int metrics) {
    Map<String, Double> model = new LinkedHashMap<>();
    IntStream.range(0, metrics).forEach(i -> model.put("m" + i, i / 7.0));
    return new RunRecord(
        "/models/first",
        "2016-04-0123456789ab",
        "2026-11-24T11:00:00Z",
        "2026-11-24T11:30:00Z",
        Map.of("trees", "2"),
        new Manifest.Months(List.of("2016-01", "2016-02"), "2016-03", "2016-04"),
        new Manifest.Rows(4, 3, 2, 1),
        "0123456789abcdef",
        List.of("ahor", "aval"),
        Map.of("model", model, "last year's month", Map.of("m7", 0.5)),
        Map.of(),
        Map.of("fit products", 12.5),
        Map.of("spark", "4.1.0"));
  }

  private static String search(String experiment) throws Exception {
    String id =
        get("experiments/get-by-name?experiment_name=" + MlflowClient.encode(experiment))
            .replaceAll("(?s).*\"experiment_id\": *\"([0-9]+)\".*", "$1");
    return post("runs/search", Json.line(Map.of("experiment_ids", List.of(id))));
  }

  private static String get(String call) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(api(call)).build(), BodyHandlers.ofString())
        .body();
  }

  private static String post(String call, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api(call))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static URI api(String call) {
    return URI.create(MLFLOW.trackingUri() + "/api/2.0/mlflow/" + call);
  }
}
