package org.bankrs.scoring.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.bankrs.scoring.LogRecords;
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
          "bankrs.graphite.step", "1s");
    }
  }

  @Test
  void requestsAreAnsweredAndTheLogStaysQuiet() {
    try (LogRecords log = new LogRecords(GraphitePusher.class.getName(), "com.codahale.metrics")) {
      for (int i = 0; i < 6; i++) {
        given().get("/random").then().statusCode(200);
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
      // The first failure may have been logged before the test began.
      assertThat(log.from(Level.WARNING)).hasSizeLessThanOrEqualTo(1);
      assertThat(log.from(Level.WARNING)).allMatch(warning -> warning.getThrown() == null);
    }
  }
}
