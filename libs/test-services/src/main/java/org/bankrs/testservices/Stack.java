package org.bankrs.testservices;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * All services together, on loopback and free ports, until the process is told to end: {@code make
 * stack}. Where each is, and what clients need, is in {@code services.env} of the stack's folder,
 * which appears when everything is ready; logs are in {@code logs}.
 */
public final class Stack {
  private static final Duration SERVICE_START = Duration.ofMinutes(1);
  private static final String ENVIRONMENT = "services.env";

  private Stack() {}

  /**
   * Starts everything and stays.
   *
   * @param arguments the stack's folder
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    System.setProperty(ServerHome.FOLDER_PROPERTY, folder.toString());
    Map<String, String> services = start();
    Path whole = folder.resolve(ENVIRONMENT + ".incomplete");
    Files.writeString(
        whole,
        services.entrySet().stream()
            .map(entry -> entry.getKey() + "='" + entry.getValue() + "'")
            .collect(Collectors.joining("\n", "", "\n")));
    Files.move(whole, folder.resolve(ENVIRONMENT), StandardCopyOption.ATOMIC_MOVE);
    // The end of the process ends the servers.
    new CountDownLatch(1).await();
  }

  /** Variables that lead clients to the services. */
  private static Map<String, String> start() {
    CompletableFuture<SparkCluster> spark = CompletableFuture.supplyAsync(SparkCluster::start);
    CompletableFuture<S3Server> s3 = CompletableFuture.supplyAsync(Stack::startS3);
    CompletableFuture<MlflowServer> mlflow =
        s3.thenApplyAsync(server -> MlflowServer.start(server, "mlflow"));
    CompletableFuture<PostgresServer> postgres =
        CompletableFuture.supplyAsync(PostgresServer::start);
    CompletableFuture<GraphiteServer> graphite =
        CompletableFuture.supplyAsync(GraphiteServer::start);
    Map<String, String> services = new LinkedHashMap<>();
    services.put("PGUSER", postgres.join().user());
    services.put("PGPASSWORD", postgres.join().password());
    services.put("JDBC_URL", postgres.join().jdbcUrl());
    services.put("AWS_ACCESS_KEY_ID", s3.join().accessKey());
    services.put("AWS_SECRET_ACCESS_KEY", s3.join().secretKey());
    services.put("AWS_ENDPOINT_URL", s3.join().endpoint().toString());
    services.put("GRAPHITE_URL", graphite.join().webUrl().toString());
    services.put("BANKRS_GRAPHITE_HOST", "127.0.0.1");
    services.put("BANKRS_GRAPHITE_PORT", String.valueOf(graphite.join().carbonPort()));
    URI service = startService(graphite.join(), mlflow.join().trackingUri());
    services.put("SPARK_MASTER", spark.join().masterUrl());
    services.put("MLFLOW_TRACKING_URI", mlflow.join().trackingUri().toString());
    services.put("BANKRS_JOB_JAR", jobJar().toString());
    AirflowServer airflow =
        AirflowServer.start(
            ProjectRoot.path().resolve("airflow/dags"), spark.join(), Map.copyOf(services));
    services.put("AIRFLOW_URL", airflow.uri().toString());
    services.put("AIRFLOW_USER", airflow.user());
    services.put("AIRFLOW_PASSWORD", airflow.password());
    services.put("SERVICE_URL", service.toString());
    return services;
  }

  private static S3Server startS3() {
    S3Server s3 = S3Server.start();
    List.of("bank", "mlflow").forEach(s3::createBucket);
    return s3;
  }

  private static Path jobJar() {
    return ProjectRoot.path().resolve("spark-job/target/bankrs-job.jar");
  }

  /** The scoring service; it lives without a model and is ready once there is a champion. */
  private static URI startService(GraphiteServer graphite, URI mlflow) {
    return ServerHome.start(
        "service",
        1,
        (home, ports) -> {
          URI uri = URI.create("http://127.0.0.1:" + ports.get(0));
          home.start(
              new Program(
                  "scoring-service",
                  List.of(java(home), "-jar", serviceJar().toString()),
                  Map.of(
                      "QUARKUS_HTTP_HOST",
                      "127.0.0.1",
                      "QUARKUS_HTTP_PORT",
                      ports.get(0).toString(),
                      "BANKRS_MODEL_URI",
                      "models:/bank-rs@champion",
                      "BANKRS_SHADOW_URI",
                      "models:/bank-rs@challenger",
                      "BANKRS_MODEL_CACHE",
                      home.folder().resolve("models").toString(),
                      "MLFLOW_TRACKING_URI",
                      mlflow.toString(),
                      "BANKRS_GRAPHITE_ENABLED",
                      "true",
                      "BANKRS_GRAPHITE_HOST",
                      "127.0.0.1",
                      "BANKRS_GRAPHITE_PORT",
                      String.valueOf(graphite.carbonPort()),
                      "BANKRS_GRAPHITE_WEB",
                      graphite.webUrl().toString())));
          home.awaitReady(SERVICE_START, () -> Http.answers(uri.resolve("/q/health/live")));
          return uri;
        });
  }

  private static Path serviceJar() throws IOException {
    Path jar = ProjectRoot.path().resolve("scoring-service/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new ServiceException(jar + " is missing: run make build");
    }
    return jar;
  }

  /** The service's JDK, of 21 or newer. */
  private static String java(ServerHome home) {
    String finder = ProjectRoot.path().resolve("bin/jdk").toString();
    ProgramResult result =
        home.run(
            new Program("service-jdk", List.of(finder, "21"), Map.of()), Duration.ofSeconds(30));
    if (result.exitCode() != 0) {
      throw new ServiceException(result.standardError());
    }
    return result.standardOutput().strip() + "/bin/java";
  }
}
