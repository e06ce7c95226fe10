package org.bankrs.job;

import java.util.HashMap;
import java.util.Map;
import org.bankrs.testservices.MlflowServer;

/**
 * One MLflow for all tests of one JVM: each test has experiments and registered models of its own.
 * It ends with the JVM.
 */
public final class TestMlflow {
  private TestMlflow() {}

  private static final class Server {
    static final MlflowServer INSTANCE = MlflowServer.start();
  }

  /** The server, started when it is first asked for. */
  public static MlflowServer server() {
    return Server.INSTANCE;
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
