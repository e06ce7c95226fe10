package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bankrs.scoring.ExampleBundle;

/**
 * Puts bundles into the registry of a real MLflow, as training does.
 *
 * @param server its address
 */
record TestRegistry(URI server) {
  static final String MODEL = "bank-rs";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Makes the registered model. */
  void create() {
    post("registered-models/create", "{\"name\":\"%s\"}".formatted(MODEL));
  }

  /** Uploads a bundle as a run's artifact and registers it; gives the version's number. */
  String register(Path bundle) {
    JsonNode run = post("runs/create", "{\"experiment_id\":\"0\"}").at("/run/info");
    String artifacts = "0/%s/artifacts/bundle".formatted(run.get("run_id").textValue());
    for (Path file : files(bundle)) {
      String path = bundle.relativize(file).toString();
      try {
        call(
            "PUT",
            "/api/2.0/mlflow-artifacts/artifacts/" + artifacts + "/" + path,
            BodyPublishers.ofFile(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return post(
            "model-versions/create",
            "{\"name\":\"%s\",\"source\":\"mlflow-artifacts:/%s\",\"run_id\":\"%s\"}"
                .formatted(MODEL, artifacts, run.get("run_id").textValue()))
        .at("/model_version/version")
        .asText();
  }

  /** Moves an alias. */
  void alias(String alias, String version) {
    post(
        "registered-models/alias",
        "{\"name\":\"%s\",\"alias\":\"%s\",\"version\":\"%s\"}".formatted(MODEL, alias, version));
  }

  /** Takes an alias away, as a promotion does with the challenger's. */
  void removeAlias(String alias) {
    call(
        "DELETE",
        "/api/2.0/mlflow/registered-models/alias",
        BodyPublishers.ofString("{\"name\":\"%s\",\"alias\":\"%s\"}".formatted(MODEL, alias)));
  }

  /** Deletes a version; its alias goes on to lead to it. */
  void delete(String version) {
    call(
        "DELETE",
        "/api/2.0/mlflow/model-versions/delete",
        BodyPublishers.ofString("{\"name\":\"%s\",\"version\":\"%s\"}".formatted(MODEL, version)));
  }

  private static List<Path> files(Path bundle) {
    try (Stream<Path> files = Files.walk(bundle)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode post(String call, String body) {
    return ExampleBundle.parse(
        call("POST", "/api/2.0/mlflow/" + call, BodyPublishers.ofString(body)));
  }

  private String call(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + response.statusCode() + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
