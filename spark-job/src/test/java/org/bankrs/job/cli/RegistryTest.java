package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.job.TestMlflow;
import org.bankrs.job.cli.Job.Outcome;
import org.bankrs.job.registry.Alias;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.ModelVersion;
import org.bankrs.job.registry.Promotion;
import org.bankrs.job.registry.Tags;
import org.bankrs.job.watch.QualityLines;
import org.bankrs.testservices.FixtureFolder;
import org.bankrs.testservices.GraphiteServer;
import org.bankrs.testservices.MlflowServer;
import org.bankrs.testservices.SharedServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a bundle to a champion by commands, with real models and a real MLflow: a good one, and one
 * whose products keep their base rates.
 */
@Tag("services")
class RegistryTest {
  private static final MlflowServer MLFLOW = TestMlflow.server();
  private static final GraphiteServer GRAPHITE = SharedServers.graphite();
  private static final Path ROWS = FixtureFolder.of("bundles/good").resolve("rows.csv");
  private static final Path GOOD = FixtureFolder.of("bundles/good").resolve("bundle");
  private static final Path CONSTANT = FixtureFolder.of("bundles/constant").resolve("bundle");

  @TempDir Path folder;

  @Test
  void aBetterChallengerIsPromotedAWorseOneRefusedAndARollbackGoesBack() throws Exception {
    ModelRegistry registry = ModelRegistry.of(environment(), "path");
    publish("path", CONSTANT);
    publish("path", CONSTANT);
    assertThat(registry.versions()).as("published once").hasSize(1);
    ModelVersion first = registry.version(1);
    JsonNode manifest = new ObjectMapper().readTree(CONSTANT.resolve("manifest.json").toFile());
    assertThat(first.tags())
        .containsEntry(Tags.MONTH, "2015-05")
        .containsEntry(Tags.GIT, manifest.at("/versions/git").asText())
        .containsEntry(Tags.DATA_DIGEST, manifest.path("dataDigest").asText())
        .containsEntry(Tags.STATUS, "challenger");
    registry.tag(1, Tags.GATE, "passed");
    registry.tag(1, Tags.GATE_CHAMPION, Tags.NONE);
    assertThat(Job.run(environment(), "promote", "--registry=path")).isEqualTo(new Outcome(0, ""));

    publish("path", GOOD);
    Path page = folder.resolve("gate.html");
    Outcome passed = gate("path", "--promote", "--report", page.toString());
    assertThat(passed).isEqualTo(new Outcome(0, ""));
    assertThat(champion(registry)).isEqualTo(2);
    assertThat(page).content().contains("MAP@7 against champion", "Every criterion was met.");
    assertThat(registry.version(2).tag(Tags.GATE_MONTH)).isEqualTo("2015-05");

    publish("path", CONSTANT);
    Outcome refused = gate("path", "--promote");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.message())
        .contains("the gate refused version 1", "log-loss against champion", "expected at most");
    assertThat(champion(registry)).isEqualTo(2);
    assertThat(registry.version(1).tag(Tags.STATUS)).isEqualTo("refused");
    JsonNode report = artifact(registry.version(1), "gate/gate.json");
    assertThat(report.path("passed").asBoolean()).isFalse();
    assertThat(report.path("criteria"))
        .anySatisfy(
            criterion -> {
              assertThat(criterion.path("name").asText()).isEqualTo("log-loss against champion");
              assertThat(criterion.path("passed").asBoolean()).isFalse();
              assertThat(criterion.path("value").asDouble())
                  .isGreaterThan(criterion.path("bound").asDouble());
            });

    assertThat(Job.run(environment(), "rollback", "--registry=path")).isEqualTo(new Outcome(0, ""));
    assertThat(champion(registry)).isEqualTo(1);

    assertThat(events("path"))
        .containsExactlyInAnyOrder(
            "model promoted: " + registry.version(1) + " of path [bank-rs, promotion]",
            "model promoted: " + registry.version(2) + " of path [bank-rs, promotion]",
            "model refused: " + registry.version(1) + " of path [bank-rs, refusal]",
            "model rolled back: " + registry.version(1) + " of path [bank-rs, promotion]");
    assertThat(GRAPHITE.find("bank-rs.quality.*.*"))
        .hasSize(QualityLines.ROLES.size() * QualityLines.METRICS.size());
  }

  /** What the dashboards were told of the models of a registry. */
  private static List<String> events(String registry) throws Exception {
    List<String> events = new ArrayList<>();
    for (JsonNode event : new ObjectMapper().readTree(GRAPHITE.events("bank-rs"))) {
      List<String> tags = new ArrayList<>();
      event.path("tags").forEach(tag -> tags.add(tag.asText()));
      String data = event.path("data").asText();
      if (data.endsWith(" of " + registry)) {
        events.add(event.path("what").asText() + ": " + data + " " + tags);
      }
    }
    return events;
  }

  @Test
  void aFirstModelThatBeatsTheBaselinesIsPromoted() {
    publish("first", GOOD);
    assertThat(gate("first", "--promote")).isEqualTo(new Outcome(0, ""));
    assertThat(champion(ModelRegistry.of(environment(), "first"))).isEqualTo(1);
    assertThat(gate("first").message()).contains("has no challenger");
  }

  @Test
  void aDamagedChallengerIsRefused() throws Exception {
    publish("damaged", CONSTANT);
    ModelRegistry registry = ModelRegistry.of(environment(), "damaged");
    ModelVersion version = registry.version(1);
    byte[] before = Files.readAllBytes(CONSTANT.resolve("reference.json"));
    put(version, "bundle/reference.json", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    try {
      Outcome outcome = gate("damaged");
      assertThat(outcome.exitCode()).isEqualTo(4);
      assertThat(outcome.message()).contains("damaged files", "reference.json has the checksum");
    } finally {
      put(version, "bundle/reference.json", before);
    }
    assertThat(registry.alias(Alias.CHAMPION)).isEqualTo(new Alias.Missing());
    assertThat(registry.version(1).tag(Tags.STATUS)).isEqualTo("refused");
  }

  @Test
  void aMonthIsFoundOrMissed() {
    String source = ROWS.toString();
    assertThat(Job.run(Map.of(), "months", "--source", source, "--require=2015-06"))
        .isEqualTo(new Outcome(0, ""));
    Outcome missing = Job.run(Map.of(), "months", "--source", source, "--require=2015-07");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.message()).contains("missing month", source, "2015-06", "2015-07");
  }

  private static void publish(String registry, Path bundle) {
    assertThat(
            Job.run(
                environment(), "publish", "--registry=" + registry, "--model", bundle.toString()))
        .isEqualTo(new Outcome(0, ""));
  }

  private static Outcome gate(String registry, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("gate", "--registry=" + registry, "--source", ROWS.toString()));
    arguments.addAll(List.of(more));
    return Job.run(environment(), arguments.toArray(String[]::new));
  }

  private static int champion(ModelRegistry registry) {
    return Promotion.champion(registry).orElseThrow().version();
  }

  private static JsonNode artifact(ModelVersion version, String name) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address(version, name)).build();
    return new ObjectMapper()
        .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }

  private static void put(ModelVersion version, String name, byte[] content) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address(version, name))
            .PUT(BodyPublishers.ofByteArray(content))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  private static URI address(ModelVersion version, String name) {
    String run = version.source().replace("mlflow-artifacts:", "").replaceAll("/bundle$", "");
    return URI.create(
        "%s/api/2.0/mlflow-artifacts/artifacts%s/%s".formatted(MLFLOW.trackingUri(), run, name));
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(TestMlflow.environment());
    environment.put("GRAPHITE_URL", GRAPHITE.webUrl().toString());
    environment.put("BANKRS_GRAPHITE_HOST", "127.0.0.1");
    environment.put("BANKRS_GRAPHITE_PORT", Integer.toString(GRAPHITE.carbonPort()));
    return environment;
  }
}
