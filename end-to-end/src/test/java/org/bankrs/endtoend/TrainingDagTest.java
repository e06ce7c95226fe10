package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bankrs.schema.RawSchema;
import org.bankrs.simulator.Progress;
import org.bankrs.simulator.Simulator;
import org.bankrs.testservices.AirflowServer;
import org.bankrs.testservices.MlflowServer;
import org.bankrs.testservices.PostgresServer;
import org.bankrs.testservices.S3Server;
import org.bankrs.testservices.SparkCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month in PostgreSQL becomes the champion: a run of the DAG, triggered through Airflow's API, on
 * a Spark cluster, with bundles and MLflow's artifacts in S3. Then a worse challenger is refused
 * while a worker dies.
 */
@Tag("services")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainingDagTest {
  private static final String DAG = "bank_rs_training";
  private static final Duration TIMEOUT = Duration.ofMinutes(30);
  private static final List<String> TASKS =
      List.of(
          "check_month", "train", "verify", "recorded", "publish", "gate", "promote", "annotate");

  @TempDir static Path folder;
  private static PostgresServer postgres;
  private static S3Server s3;
  private static SparkCluster spark;
  private static MlflowServer mlflow;
  private static AirflowServer airflow;

  @BeforeAll
  static void start() throws Exception {
    CompletableFuture<SparkCluster> cluster = CompletableFuture.supplyAsync(SparkCluster::start);
    s3 = S3Server.start();
    s3.createBucket("bank");
    s3.createBucket("mlflow");
    CompletableFuture<MlflowServer> tracking =
        CompletableFuture.supplyAsync(() -> MlflowServer.start(s3, "mlflow"));
    postgres = PostgresServer.start();
    fill();
    spark = cluster.join();
    mlflow = tracking.join();
    airflow =
        AirflowServer.start(
            Repository.ROOT.resolve("airflow/dags"),
            spark,
            Map.of(
                "BANKRS_JOB_JAR",
                Repository.ROOT.resolve("spark-job/target/bankrs-job.jar").toString(),
                "MLFLOW_TRACKING_URI",
                mlflow.trackingUri().toString(),
                "PGUSER",
                postgres.user(),
                "PGPASSWORD",
                postgres.password(),
                "AWS_ACCESS_KEY_ID",
                s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY",
                s3.secretKey(),
                "AWS_ENDPOINT_URL",
                s3.endpoint().toString()));
    airflow.awaitDag(DAG);
  }

  @AfterAll
  static void end() {
    Stream.of(airflow, mlflow, spark, postgres, s3).forEach(TrainingDagTest::close);
  }

  private static void close(AutoCloseable server) {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fill() throws Exception {
    Path rows = folder.resolve("rows.csv");
    new Simulator(7).writeCsv(rows, 4000, 6, 1, Progress.SILENT);
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          RawSchema.NAMES.stream()
              .map(name -> name + " text")
              .collect(Collectors.joining(", ", "CREATE TABLE rows (", ")")));
    }
    postgres.copyCsv("rows", rows);
  }

  @Test
  @Order(1)
  void aMonthBecomesTheChampion() throws Exception {
    assertThat(airflow.trigger(DAG, "first", conf(20))).isEqualTo(200);
    assertThat(airflow.trigger(DAG, "first", conf(20))).as("the same run again").isEqualTo(409);

    assertThat(airflow.await(DAG, "first", TIMEOUT)).as(states("first")).isEqualTo("success");

    assertThat(TASKS)
        .allSatisfy(task -> assertThat(airflow.state(DAG, "first", task)).isEqualTo("success"));
    assertThat(champion().path("version").asText()).isEqualTo("1");
    assertThat(airflow.log(DAG, "first", "gate", 1)).contains("MAP@7 against popularity");
    assertThat(s3.folder().resolve("bank/models/2015-06/first-1/manifest.json")).exists();
    try (Stream<Path> artifacts = Files.walk(s3.folder().resolve("mlflow"))) {
      assertThat(artifacts.map(Path::toString).toList())
          .anyMatch(name -> name.endsWith("bundle/manifest.json"))
          .anyMatch(name -> name.endsWith("gate/gate.html"));
    }
  }

  @Test
  @Order(2)
  void aWorseChallengerIsRefusedThoughAWorkerDied() throws Exception {
    assertThat(airflow.trigger(DAG, "second", conf(1_000_000))).isEqualTo(200);
    awaitLog("second", "train", "fit preprocessing");
    spark.killWorker(2);

    assertThat(airflow.await(DAG, "second", TIMEOUT)).as(states("second")).isEqualTo("success");

    assertThat(airflow.state(DAG, "second", "train")).isEqualTo("success");
    assertThat(airflow.state(DAG, "second", "gate")).isEqualTo("skipped");
    assertThat(airflow.state(DAG, "second", "promote")).isEqualTo("skipped");
    assertThat(airflow.state(DAG, "second", "annotate")).isEqualTo("success");
    assertThat(airflow.log(DAG, "second", "gate", 1)).contains("the gate refused version 2");
    assertThat(champion().path("version").asText()).isEqualTo("1");
  }

  private static void awaitLog(String run, String task, String text) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!airflow.log(DAG, run, task, 1).contains(text)) {
      assertThat(System.nanoTime()).as(states(run)).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private static String states(String run) {
    return TASKS.stream()
        .map(task -> task + " " + airflow.state(DAG, run, task))
        .collect(Collectors.joining(", "));
  }

  private static String conf(int minPositives) {
    return """
        {"source": "%s", "table": "rows", "month": "2015-06", "models": "s3a://bank/models",
         "trees": 10, "depth": 3, "partitions": 2, "min_positives": %d, "work": "s3a://bank/gate"}
        """
        .formatted(postgres.jdbcUrl(), minPositives);
  }

  private static JsonNode champion() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    mlflow.trackingUri()
                        + "/api/2.0/mlflow/registered-models/alias?name=bank-rs&alias=champion"))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(answer).path("model_version");
  }
}
