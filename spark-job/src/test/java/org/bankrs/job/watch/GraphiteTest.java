package org.bankrs.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bankrs.job.registry.ModelVersion;
import org.bankrs.job.watch.GraphiteEvents.Event;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.GraphiteServer;
import org.bankrs.testservices.SharedServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GraphiteTest {
  private static final Map<String, Map<String, Double>> METRICS = metrics();
  private static final ModelVersion VERSION = new ModelVersion(3, "", "", Map.of());

  @Test
  @Tag("services")
  void eventsAndQualityArrive() {
    GraphiteServer graphite = SharedServers.graphite();
    Map<String, String> environment =
        Map.of(
            "GRAPHITE_URL",
            graphite.webUrl() + "/",
            "BANKRS_GRAPHITE_PREFIX",
            "graphite-test",
            "BANKRS_GRAPHITE_HOST",
            "127.0.0.1",
            "BANKRS_GRAPHITE_PORT",
            String.valueOf(graphite.carbonPort()));
    GraphiteEvents.of(environment).post(Event.PROMOTED, "bank", VERSION);
    QualityLines.of(environment).send(METRICS);

    assertThat(graphite.events("bank-rs promotion"))
        .contains("model promoted", "version 3 of bank");
    assertThat(graphite.events("bank-rs reload")).doesNotContain("promoted");
    int expected = QualityLines.ROLES.size() * QualityLines.METRICS.size();
    Eventually.await(expected + " metrics", () -> names(graphite).size() >= expected);
    assertThat(names(graphite))
        .hasSize(expected)
        .contains("graphite-test.quality.champion.map_at_7")
        .allMatch(
            name -> name.matches("graphite-test[.]quality[.](champion|challenger)[.][a-z0-9_]+"));
    assertThat(
            graphite.render(
                "graphite-test.quality.challenger.micro_log_loss", Duration.ofMinutes(5)))
        .first()
        .satisfies(series -> assertThat(series.points().get(0).value()).isEqualTo(0.5));
  }

  /** The metrics of this test. */
  private static List<String> names(GraphiteServer graphite) {
    return graphite.metricNames().stream().filter(n -> n.startsWith("graphite-test.")).toList();
  }

  @Test
  void aGraphiteThatIsAwayIsALineAndStopsNothing() {
    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(warnings, true, StandardCharsets.UTF_8);
    new GraphiteEvents(Optional.of("http://127.0.0.1:9"), stream)
        .post(Event.PROMOTED, "bank", VERSION);
    QualityLines away =
        QualityLines.of(Map.of("BANKRS_GRAPHITE_HOST", "127.0.0.1", "BANKRS_GRAPHITE_PORT", "9"));
    new QualityLines(away.carbon(), away.prefix(), stream).send(METRICS);

    assertThat(warnings.toString(StandardCharsets.UTF_8))
        .hasLineCount(2)
        .contains("no event in Graphite", "no metrics in Graphite");
  }

  @Test
  void withoutAddressesNothingIsSaid() {
    GraphiteEvents.of(Map.of()).post(Event.PROMOTED, "bank", VERSION);
    QualityLines.of(Map.of()).send(METRICS);
    assertThat(GraphiteEvents.of(Map.of()).server()).isEmpty();
  }

  private static Map<String, Map<String, Double>> metrics() {
    Map<String, Double> all = new HashMap<>();
    QualityLines.METRICS.keySet().forEach(name -> all.put(name, 0.5));
    all.put("Brier score", 1.0);
    return Map.of("champion", all, "challenger", all, "popularity", all);
  }
}
