package org.bankrs.scoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GraphitePushTest.Pushing.class)
class GraphitePushTest {
  /** The service pushes to the listener every second. */
  public static final class Pushing implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Listener.class));
    }
  }

  /** The listener. */
  public static final class Listener implements QuarkusTestResourceLifecycleManager {
    private final CarbonListener carbon = new CarbonListener(0);

    @Override
    public Map<String, String> start() {
      return Map.of(
          "bankrs.graphite.enabled", "true",
          "bankrs.graphite.host", "localhost",
          "bankrs.graphite.port", Integer.toString(carbon.port()),
          "bankrs.graphite.step", "1s");
    }

    @Override
    public void inject(Object test) {
      if (test instanceof GraphitePushTest push) {
        push.carbon = carbon;
      }
    }

    @Override
    public void stop() {
      carbon.close();
    }
  }

  private CarbonListener carbon;

  @Test
  void exactlyTheDocumentedNamesArrive() {
    ScoredRows.post();
    Map<String, Double> values = carbon.values();
    Eventually.await(
        "every documented name",
        () ->
            values.keySet().containsAll(PromisedNames.inDocumentation())
                && values.get("bank-rs.requests.count") >= ScoredRows.REQUESTS);
    assertThat(values.keySet())
        .containsExactlyInAnyOrderElementsOf(PromisedNames.inDocumentation());
    assertThat(values.get("bank-rs.requests.count")).isEqualTo(ScoredRows.REQUESTS);
    assertThat(values.get("bank-rs.response_code.200.count")).isEqualTo(ScoredRows.REQUESTS);
    assertThat(values.get("bank-rs.outcome.predict.success.count")).isEqualTo(1);
    assertThat(values.get("bank-rs.drift_rows")).isEqualTo(1200);
    assertThat(values.get("bank-rs.response_time.random.count")).isEqualTo(1);
    assertThat(values.get("bank-rs.response_time.random.max")).isBetween(0.001, 60_000.0);
    assertThat(values.get("bank-rs.system.up_time")).isPositive();
  }
}
