package org.bankrs.scoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.bankrs.scoring.Eventually;
import org.bankrs.testservices.GraphiteServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("services")
@QuarkusTest
@TestProfile(RealGraphiteTest.Own.class)
class RealGraphiteTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** A service and a Graphite that no other test has sent anything to. */
  public static final class Own extends PushingToGraphite.Profile {}

  GraphiteServer graphite;

  @Test
  void everyPromisedNameArrivesWithPointsAndNoOther() {
    ScoredRows.post();
    Set<String> promised = PromisedNames.inDocumentation();
    Eventually.await(
        () -> namesWithPoints().containsAll(promised) && lastRequestCount() >= ScoredRows.REQUESTS);
    assertThat(namesWithPoints()).containsExactlyInAnyOrderElementsOf(promised);
    assertThat(graphite.metricNames()).containsExactlyInAnyOrderElementsOf(promised);
    assertThat(lastRequestCount()).isEqualTo(ScoredRows.REQUESTS);
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
