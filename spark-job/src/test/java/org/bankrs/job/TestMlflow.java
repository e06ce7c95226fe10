package org.bankrs.job;

import java.util.HashMap;
import java.util.Map;
import org.bankrs.testservices.MlflowServer;
import org.bankrs.testservices.SharedServers;

/**
 * The way to the MLflow that all tests of a JVM share: each test has experiments and registered
 * models of its own.
 */
public final class TestMlflow {
  private TestMlflow() {}

  /** The server, started when it is first asked for. */
  public static MlflowServer server() {
    return SharedServers.mlflow();
  }

  /** An environment that leads to the server. */
  public static Map<String, String> environment() {
    return Map.of("MLFLOW_TRACKING_URI", server().trackingUri().toString());
  }

  /** An environment that leads to an experiment of the server. */
  public static Map<String, String> environment(String experiment) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("MLFLOW_EXPERIMENT_NAME", experiment);
    return environment;
  }
}
