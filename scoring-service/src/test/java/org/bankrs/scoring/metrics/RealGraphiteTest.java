package org.bankrs.scoring.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bankrs.scoring.Eventually;
import org.bankrs.testservices.GraphiteServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("services")
@QuarkusTest
@TestProfile(RealGraphiteTest.Pushing.class)
class RealGraphiteTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** The service pushes to a real Graphite every second. */
  public static final class Pushing implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Graphite.class));
    }
  }

  /** The Graphite. */
  public static final class Graphite implements QuarkusTestResourceLifecycleManager {
    private GraphiteServer graphite;

    @Override
    public Map<String, String> start() {
      graphite = GraphiteServer.start();
      return Map.of(
          "bankrs.graphite.enabled", "true",
          "bankrs.graphite.host", "127.0.0.1",
          "bankrs.graphite.port", Integer.toString(graphite.carbonPort()),
          "bankrs.graphite.step", "1s");
    }

    @Override
    public void inject(Object test) {
      if (test instanceof RealGraphiteTest real) {
        real.graphite = graphite;
      }
    }

    @Override
    public void stop() {
      if (graphite != null) {
        graphite.close();
      }
    }
  }

  private GraphiteServer graphite;

  @Test
  void everyPromisedNameArrivesWithPointsAndNoOther() {
    given().get("/random").then().statusCode(200);
    Set<String> promised = PromisedNames.inDocumentation();
    Eventually.await(() -> namesWithPoints().containsAll(promised) && lastRequestCount() >= 1);
    assertThat(namesWithPoints()).containsExactlyInAnyOrderElementsOf(promised);
    assertThat(graphite.metricNames()).containsExactlyInAnyOrderElementsOf(promised);
    assertThat(lastRequestCount()).isEqualTo(1);
  }

  private Set<String> namesWithPoints() {
    Set<String> names = new TreeSet<>();
    // The series have 3 to 6 parts; one target for each number of them.
    for (int parts = 2; parts <= 5; parts++) {
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
