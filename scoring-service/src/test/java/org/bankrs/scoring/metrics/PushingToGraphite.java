package org.bankrs.scoring.metrics;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.bankrs.testservices.GraphiteServer;

/**
 * A real Graphite, to which the service pushes every second; a test's field of that type gets it.
 */
public final class PushingToGraphite implements QuarkusTestResourceLifecycleManager {
  /** The service with it; tests of the same profile share both. */
  public static class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(PushingToGraphite.class));
    }
  }

  private GraphiteServer graphite;

  @Override
  public Map<String, String> start() {
    graphite = GraphiteServer.start();
    return Map.of(
        "bankrs.graphite.enabled", "true",
        "bankrs.graphite.host", "127.0.0.1",
        "bankrs.graphite.port", Integer.toString(graphite.carbonPort()),
        "bankrs.graphite.web", graphite.webUrl().toString(),
        "bankrs.graphite.step", "1s");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(graphite, new TestInjector.MatchesType(GraphiteServer.class));
  }

  @Override
  public void stop() {
    if (graphite != null) {
      graphite.close();
    }
  }
}
