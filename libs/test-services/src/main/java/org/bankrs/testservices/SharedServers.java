package org.bankrs.testservices;

import java.util.function.Supplier;

/**
 * One server of each kind for all tests of a JVM, started when the first asks for it and ended with
 * the JVM. Tests share them without seeing each other: each takes a database, a bucket, an
 * experiment, a registered model or a prefix that no other test has, under the name of its class. A
 * test that ends, breaks or restarts a server, or that needs one empty, starts its own.
 */
public final class SharedServers {
  private static final Once<PostgresServer> POSTGRES = new Once<>(PostgresServer::start);
  private static final Once<S3Server> S3 = new Once<>(S3Server::start);
  private static final Once<MlflowServer> MLFLOW = new Once<>(MlflowServer::start);
  private static final Once<GraphiteServer> GRAPHITE = new Once<>(GraphiteServer::start);
  private static final Once<SparkCluster> SPARK = new Once<>(SparkCluster::start);

  private SharedServers() {}

  /** A PostgreSQL; {@link PostgresServer#createDatabase} makes a test's own database. */
  public static PostgresServer postgres() {
    return POSTGRES.get();
  }

  /** An S3; a test makes buckets of its own. */
  public static S3Server s3() {
    return S3.get();
  }

  /** An MLflow that keeps artifacts in a folder; a test has experiments and models of its own. */
  public static MlflowServer mlflow() {
    return MLFLOW.get();
  }

  /** A Graphite; a test sends metrics below a prefix of its own. */
  public static GraphiteServer graphite() {
    return GRAPHITE.get();
  }

  /** A Spark cluster of two workers with one core and 1024 MiB each. */
  public static SparkCluster spark() {
    return SPARK.get();
  }

  /** Starts a server for the first that asks; one that did not start is tried again. */
  private static final class Once<T> {
    private final Supplier<T> start;
    private volatile T server;

    Once(Supplier<T> start) {
      this.start = start;
    }

    T get() {
      T started = server;
      if (started == null) {
        synchronized (this) {
          if (server == null) {
            server = start.get();
          }
          started = server;
        }
      }
      return started;
    }
  }
}
