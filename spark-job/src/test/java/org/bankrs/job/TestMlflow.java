package org.bankrs.job;

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
}
