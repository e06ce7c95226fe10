package org.bankrs.scoring.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bankrs.scoring.metrics.Targets.Target;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.GraphiteServer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A running service feeds a real Graphite: first with the promised names and no other, then with
 * what every target of the dashboards and alert rules asks for. Graphite answers a malformed target
 * with 200 and nothing, so points are demanded.
 */
@Tag("services")
@QuarkusTest
@TestProfile(PushingToGraphite.Profile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealGraphiteTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** One that no other test has sent anything to. */
  GraphiteServer graphite;

  @Test
  @Order(1)
  void everyPromisedNameArrivesWithPointsAndNoOther() {
    ScoredRows.post();
    Set<String> promised = PromisedNames.inDocumentation();
    Eventually.await(
        "every promised name",
        () -> namesWithPoints().containsAll(promised) && lastRequestCount() >= ScoredRows.REQUESTS);
    assertThat(namesWithPoints()).containsExactlyInAnyOrderElementsOf(promised);
    assertThat(graphite.metricNames()).containsExactlyInAnyOrderElementsOf(promised);
    assertThat(lastRequestCount()).isEqualTo(ScoredRows.REQUESTS);
  }

  @Test
  @Order(2)
  void everyTargetGivesPoints() throws IOException {
    List<Target> targets = Targets.all();
    assertThat(targets).hasSizeGreaterThan(40);
    sendWhatTheTrainingJobSends();
    Eventually.await(
        "points for every target",
        () -> {
          load();
          return targets.stream().allMatch(target -> points(target) > 0);
        });

    assertThat(targets).allSatisfy(target -> assertThat(points(target)).isPositive());
    assertThat(points(new Target("malformed", "aliasByNode(bank-rs.requests.count"))).isZero();
    assertThat(graphite.events("bank-rs reload")).contains("model in use");
  }

  /** A second of what users do, mistakes among it. */
  private static void load() {
    ScoredRows.post();
    given().contentType("application/json").body("{\"edad\": 1}").post("/predict");
    given().get("/model");
    given().get("/nowhere");
  }

  /** The metrics of champion and challenger: docs/metrics.md, from the training job. */
  private void sendWhatTheTrainingJobSends() throws IOException {
    long now = Instant.now().getEpochSecond();
    StringBuilder lines = new StringBuilder();
    for (String name : PromisedNames.ofTheTrainingJob()) {
      lines.append(name).append(" 0.5 ").append(now).append('\n');
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), graphite.carbonPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private long points(Target target) {
    return graphite.render(target.target(), WINDOW).stream()
        .mapToLong(series -> series.points().size())
        .sum();
  }

  private Set<String> namesWithPoints() {
    Set<String> names = new TreeSet<>();
    // The series have 2 to 6 parts; one target for each number of them.
    for (int parts = 1; parts <= 5; parts++) {
      graphite.render("bank-rs" + ".*".repeat(parts), WINDOW).stream()
          .filter(series -> !series.points().isEmpty())
          .forEach(series -> names.add(series.name()));
    }
    return names;
  }

  private double lastRequestCount() {
    return graphite.render("bank-rs.requests.count", WINDOW).stream()
        .flatMap(series -> series.points().stream())
        .mapToDouble(GraphiteServer.Point::value)
        .reduce(0, (first, last) -> last);
  }
}
