package org.bankrs.job.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.tracking.MlflowClient;
import org.bankrs.job.tracking.MlflowClient.Answer;
import org.bankrs.job.tracking.MlflowSettings;

/**
 * One registered model of MLflow: its versions, their tags, its aliases. Every method asks the
 * server, tries again when it does not answer, and ends in a {@link SourceUnreadableException} when
 * that does not help. Safe for use by several threads.
 */
public final class ModelRegistry {
  private static final String ABSENT = "RESOURCE_DOES_NOT_EXIST";
  private static final String PRESENT = "RESOURCE_ALREADY_EXISTS";
  private static final int PAGE = 200;

  private final MlflowClient client;
  private final String name;

  private ModelRegistry(MlflowClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * The registered model of a name on the server that the environment names.
   *
   * @param environment where MLFLOW_TRACKING_URI and MLflow's credentials are looked up
   * @throws IllegalArgumentException when no server is named
   */
  public static ModelRegistry of(Map<String, String> environment, String name) {
    if (environment.getOrDefault("MLFLOW_TRACKING_URI", "").isBlank()) {
      throw new IllegalArgumentException(
          "MLFLOW_TRACKING_URI is not set: the registry is in MLflow, expected http://HOST:PORT");
    }
    return new ModelRegistry(new MlflowClient(MlflowSettings.of(environment)), name);
  }

  MlflowClient client() {
    return client;
  }

  /** The registered model's name. */
  public String name() {
    return name;
  }

  /** Creates the registered model unless it exists. */
  void create() {
    createModel(name, "Which of 24 products a customer newly takes next month");
  }

  /** Creates a registered model; says whether it is new. */
  boolean createModel(String model, String description) {
    Answer answer =
        client.tryPost(
            "registered-models/create", Map.of("name", model, "description", description));
    if (answer.errorCode().equals(PRESENT)) {
      return false;
    }
    client.demand("POST", "registered-models/create", answer);
    return true;
  }

  /** Deletes a registered model; nothing happens when there is none. */
  void deleteModel(String model) {
    Answer answer = client.tryDelete("registered-models/delete", Map.of("name", model));
    if (!answer.errorCode().equals(ABSENT)) {
      client.demand("DELETE", "registered-models/delete", answer);
    }
  }

  /** A registered model as the server describes it; a missing node when there is none. */
  JsonNode model(String model) {
    String call = "registered-models/get?name=" + MlflowClient.encode(model);
    Answer answer = client.tryGet(call);
    JsonNode json =
        answer.errorCode().equals(ABSENT)
            ? answer.json()
            : client.demand("GET", call, answer).json();
    return json.path("registered_model");
  }

  /** Where an alias leads. */
  public Alias alias(String alias) {
    for (JsonNode entry : model(name).path("aliases")) {
      if (entry.path("alias").asText().equals(alias)) {
        int version = entry.path("version").asInt();
        Answer answer = client.tryGet(versionCall(version));
        return answer.errorCode().equals(ABSENT)
            ? new Alias.ToDeleted(version)
            : new Alias.To(
                read(
                    client
                        .demand("GET", versionCall(version), answer)
                        .json()
                        .path("model_version")));
      }
    }
    return new Alias.Missing();
  }

  /**
   * A version by its number.
   *
   * @throws SourceUnreadableException when there is none
   */
  public ModelVersion version(int version) {
    return read(client.get(versionCall(version)).path("model_version"));
  }

  private String versionCall(int version) {
    return "model-versions/get?name=%s&version=%d".formatted(MlflowClient.encode(name), version);
  }

  /** All versions, in no particular order. */
  public List<ModelVersion> versions() {
    List<ModelVersion> versions = new ArrayList<>();
    String page = "";
    do {
      String filter = MlflowClient.encode("name='" + name + "'");
      JsonNode answer =
          client.get(
              "model-versions/search?filter=%s&max_results=%d%s"
                  .formatted(
                      filter,
                      PAGE,
                      page.isEmpty() ? "" : "&page_token=" + MlflowClient.encode(page)));
      answer.path("model_versions").forEach(version -> versions.add(read(version)));
      page = answer.path("next_page_token").asText("");
    } while (!page.isEmpty());
    return versions;
  }

  /** Registers a version. */
  ModelVersion register(String runId, String source, Map<String, String> tags) {
    JsonNode created =
        client
            .post(
                "model-versions/create",
                Map.of("name", name, "source", source, "run_id", runId, "tags", pairs(tags)))
            .path("model_version");
    return read(created);
  }

  /** Writes a tag of a version over the one before. */
  public void tag(int version, String key, String value) {
    client.post(
        "model-versions/set-tag",
        Map.of("name", name, "version", String.valueOf(version), "key", key, "value", value));
  }

  /** Lets an alias lead to a version: one call, which takes effect wholly or not at all. */
  void point(String alias, int version) {
    client.post(
        "registered-models/alias",
        Map.of("name", name, "alias", alias, "version", String.valueOf(version)));
  }

  /** Takes an alias away; nothing happens when there is none. */
  void removeAlias(String alias) {
    Answer answer =
        client.tryDelete("registered-models/alias", Map.of("name", name, "alias", alias));
    if (!answer.errorCode().equals(ABSENT)) {
      client.demand("DELETE", "registered-models/alias", answer);
    }
  }

  private static ModelVersion read(JsonNode version) {
    Map<String, String> tags = new LinkedHashMap<>();
    version
        .path("tags")
        .forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
    return new ModelVersion(
        version.path("version").asInt(),
        version.path("run_id").asText(""),
        version.path("source").asText(),
        tags);
  }

  private static List<Map<String, String>> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
        .toList();
  }
}
