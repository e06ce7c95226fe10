package org.bankrs.scoring.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bankrs.scoring.ExampleBundle;

/** What the dashboards and alert rules in grafana/ ask Graphite for. */
final class Targets {
  private static final Path GRAFANA = Path.of(System.getProperty("project.root"), "grafana");

  private Targets() {}

  /**
   * One of them.
   *
   * @param place dashboard and panel, or alert rule
   * @param target with all instances and products chosen
   */
  record Target(String place, String target) {
    @Override
    public String toString() {
      return place + ": " + target;
    }
  }

  static List<Target> all() {
    return Stream.concat(
            Stream.of("service", "recommendations", "model").flatMap(Targets::ofDashboard),
            ofRules())
        .toList();
  }

  private static Stream<Target> ofDashboard(String name) {
    JsonNode dashboard = ExampleBundle.read(GRAFANA.resolve("dashboards/" + name + ".json"));
    return stream(dashboard.get("panels"))
        .flatMap(
            panel ->
                stream(panel.get("targets"))
                    .map(
                        target ->
                            new Target(
                                name + " / " + panel.get("title").textValue(),
                                target
                                    .get("target")
                                    .textValue()
                                    .replace("$instance", "bank-rs*")
                                    .replace("$product", "*"))));
  }

  private static Stream<Target> ofRules() {
    JsonNode rules;
    try {
      rules =
          new ObjectMapper(new YAMLFactory())
              .readTree(Files.readString(GRAFANA.resolve("provisioning/alerting/rules.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stream(rules.get("groups"))
        .flatMap(group -> stream(group.get("rules")))
        .flatMap(
            rule ->
                stream(rule.get("data"))
                    .map(query -> query.get("model").path("target"))
                    .filter(JsonNode::isTextual)
                    .map(
                        target ->
                            new Target(
                                "alert / " + rule.get("title").textValue(), target.textValue())));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
