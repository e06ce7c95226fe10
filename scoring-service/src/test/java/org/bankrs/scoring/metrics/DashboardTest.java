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
import org.bankrs.scoring.Eventually;
import org.bankrs.scoring.metrics.Targets.Target;
import org.bankrs.testservices.GraphiteServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every target of the dashboards and alert rules against a real Graphite that the running service
 * feeds. Graphite answers a malformed target with 200 and nothing, so points are demanded.
 */
@Tag("services")
@QuarkusTest
@TestProfile(DashboardTest.Own.class)
class DashboardTest {
  private static final Duration WINDOW = Duration.ofMinutes(2);

  /** A service and a Graphite that no other test has sent anything to. */
  public static final class Own extends PushingToGraphite.Profile {}

  GraphiteServer graphite;

  @Test
  void everyTargetGivesPoints() throws IOException {
    List<Target> targets = Targets.all();
    assertThat(targets).hasSizeGreaterThan(40);
    sendWhatTheTrainingJobSends();
    Eventually.await(
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
}
