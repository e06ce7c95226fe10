package org.bankrs.scoring.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.graphite.GraphiteMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.logging.Level;
import org.bankrs.scoring.LogRecords;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GraphiteDownTest.Down.class)
class GraphiteDownTest {
  /** Nobody listens on the port of discarded bytes. */
  public static final class Down implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "bankrs.graphite.enabled", "true",
          "bankrs.graphite.port", "9",
          "bankrs.graphite.step", "1s",
          "bankrs.graphite.longest-pause", "200ms");
    }
  }

  @Inject GraphiteMeterRegistry registry;

  @Test
  void requestsAreAnsweredAndTheLogStaysQuiet() {
    try (LogRecords log = new LogRecords(GraphitePusher.class.getName(), "com.codahale.metrics")) {
      Eventually.await(
          "failures of the pusher",
          () -> {
            given().get("/random").then().statusCode(200);
            return registry.get("graphite.failures").gauge().value() >= 3;
          });
      // The first failure may have been logged before the test began.
      assertThat(log.from(Level.WARNING)).hasSizeLessThanOrEqualTo(1);
      assertThat(log.from(Level.WARNING)).allMatch(warning -> warning.getThrown() == null);
    }
  }
}
