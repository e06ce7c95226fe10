package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("services")
class MlflowServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aRunKeepsItsMetricAndArtifactAndNothingIsLeftAfterClose() throws Exception {
    List<ProcessHandle> processes;
    URI tracking;
    try (MlflowServer server = MlflowServer.start()) {
      tracking = server.trackingUri();
      processes = server.processes();
      String experiment =
          field(
              "experiment_id",
              post(tracking, "experiments/create", "{\"name\": \"recommendations\"}"));
      String run =
          field(
              "run_id",
              post(tracking, "runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment)));
      post(
          tracking,
          "runs/log-metric",
          "{\"run_id\": \"%s\", \"key\": \"map_at_7\", \"value\": 0.03125, \"timestamp\": 0}"
              .formatted(run));
      URI artifact =
          tracking.resolve(
              "/api/2.0/mlflow-artifacts/artifacts/%s/%s/artifacts/bundle/manifest.json"
                  .formatted(experiment, run));
      send(HttpRequest.newBuilder(artifact).PUT(BodyPublishers.ofString("{\"format\": 1}")));

      assertThat(send(HttpRequest.newBuilder(artifact))).isEqualTo("{\"format\": 1}");
      assertThat(
              send(
                  HttpRequest.newBuilder(
                      tracking.resolve("/api/2.0/mlflow/runs/get?run_id=" + run))))
          .contains("map_at_7", "0.03125");
    }
    Gone.assertGone(processes, tracking.getPort());
  }

  private String post(URI tracking, String call, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(tracking.resolve("/api/2.0/mlflow/" + call))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode())
        .as("%s answered %s", response.uri(), response.body())
        .isEqualTo(200);
    return response.body();
  }

  private static String field(String name, String json) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"([^\"]+)\"").matcher(json);
    assertThat(matcher.find()).as("%s has the field %s", json, name).isTrue();
    return matcher.group(1);
  }
}
