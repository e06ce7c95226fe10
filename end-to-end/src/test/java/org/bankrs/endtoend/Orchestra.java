package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.bankrs.schema.RawSchema;
import org.bankrs.testservices.AirflowServer;
import org.bankrs.testservices.GraphiteServer;
import org.bankrs.testservices.MlflowServer;
import org.bankrs.testservices.PostgresServer;
import org.bankrs.testservices.S3Server;
import org.bankrs.testservices.SparkCluster;

/**
 * Everything between a bank's rows and the model in use, as real servers: PostgreSQL, S3, a Spark
 * cluster, MLflow over S3, Graphite, and an Airflow that knows them all.
 */
final class Orchestra implements AutoCloseable {
  private static final String MODEL = "bank-rs";

  /** What Graphite keeps for longer than an hour, in seconds. */
  private static final long STEP = 10;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final PostgresServer postgres;
  final S3Server s3;
  final SparkCluster spark;
  final MlflowServer mlflow;
  final GraphiteServer graphite;

  /** Takes longest to start, so that tests prepare what they need meanwhile. */
  private final CompletableFuture<AirflowServer> airflow;

  private Orchestra() {
    CompletableFuture<SparkCluster> cluster = CompletableFuture.supplyAsync(SparkCluster::start);
    CompletableFuture<GraphiteServer> metrics =
        CompletableFuture.supplyAsync(GraphiteServer::start);
    CompletableFuture<PostgresServer> database =
        CompletableFuture.supplyAsync(PostgresServer::start);
    s3 = S3Server.start();
    s3.createBucket("bank");
    s3.createBucket("mlflow");
    CompletableFuture<MlflowServer> tracking =
        CompletableFuture.supplyAsync(() -> MlflowServer.start(s3, "mlflow"));
    postgres = database.join();
    spark = cluster.join();
    graphite = metrics.join();
    mlflow = tracking.join();
    Map<String, String> environment = new HashMap<>(registry());
    environment.put(
        "BANKRS_JOB_JAR", Repository.ROOT.resolve("spark-job/target/bankrs-job.jar").toString());
    environment.put("GRAPHITE_URL", graphite.webUrl().toString());
    environment.put("PGUSER", postgres.user());
    environment.put("PGPASSWORD", postgres.password());
    environment.put("AWS_ACCESS_KEY_ID", s3.accessKey());
    environment.put("AWS_SECRET_ACCESS_KEY", s3.secretKey());
    environment.put("AWS_ENDPOINT_URL", s3.endpoint().toString());
    airflow =
        CompletableFuture.supplyAsync(
            () -> AirflowServer.start(Repository.ROOT.resolve("airflow/dags"), spark, environment));
  }

  static Orchestra start() {
    return new Orchestra();
  }

  /** Airflow, once it has started. */
  AirflowServer airflow() {
    return airflow.join();
  }

  /** What leads programs to the registry. */
  Map<String, String> registry() {
    return Map.of("MLFLOW_TRACKING_URI", mlflow.trackingUri().toString());
  }

  /** Copies raw rows into a new table. */
  void fill(String table, Path csv) throws Exception {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          RawSchema.NAMES.stream()
              .map(name -> name + " text")
              .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")")));
    }
    postgres.copyCsv(table, csv);
  }

  /** Runs a command of the launcher against the registry. */
  void bankrs(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bin/bankrs"));
    command.addAll(List.of(arguments));
    Repository.Ended ended = Repository.run(command, registry(), Duration.ofMinutes(5));
    assertThat(ended.exitCode()).as(ended.output()).isZero();
  }

  /** Makes a bundle, which nobody compared with anything, the champion. */
  void crown(Path bundle) throws Exception {
    bankrs("publish", "--model", bundle.toString());
    tag("gate", "passed");
    tag("gate_champion", "none");
    bankrs("promote");
  }

  private static void check(int status, String answer) {
    assertThat(status).as(answer).isEqualTo(200);
  }

  private void tag(String key, String value) throws IOException, InterruptedException {
    String body =
        "{\"name\": \"%s\", \"version\": \"1\", \"key\": \"%s\", \"value\": \"%s\"}"
            .formatted(MODEL, key, value);
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(api("model-versions/set-tag"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    check(answer.statusCode(), answer.body());
  }

  private URI api(String call) {
    return URI.create(mlflow.trackingUri() + "/api/2.0/mlflow/" + call);
  }

  /** The version of the registry to which an alias leads, as MLflow describes it. */
  JsonNode version(String alias) throws IOException, InterruptedException {
    URI uri = api("registered-models/alias?name=%s&alias=%s".formatted(MODEL, alias));
    var answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    check(answer.statusCode(), answer.body());
    return new ObjectMapper().readTree(answer.body()).path("model_version");
  }

  /** The version of the bundle to which an alias leads: what the service names in its answers. */
  String bundle(String alias) throws IOException, InterruptedException {
    for (JsonNode tag : version(alias).path("tags")) {
      if (tag.path("key").asText().equals("bundle_version")) {
        return tag.path("value").asText();
      }
    }
    throw new IllegalStateException("the version has no tag bundle_version");
  }

  /** Sends values of a metric to Graphite, the last one as of now, ten seconds between two. */
  void report(String metric, double... values) throws IOException {
    long now = System.currentTimeMillis() / 1000;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      lines.append(
          "%s %s %d%n".formatted(metric, values[i], now - (values.length - 1L - i) * STEP));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), graphite.carbonPort());
        OutputStream out = socket.getOutputStream()) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The events that the dashboards show. */
  String events() throws IOException, InterruptedException {
    URI uri = URI.create(graphite.webUrl() + "/events/get_data?from=-1h");
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    // Airflow ends its tasks first, which would otherwise try again and again to reach the others.
    if (!airflow.isCompletedExceptionally()) {
      close(airflow.join());
    }
    List.of(mlflow, graphite, spark, postgres, s3).parallelStream().forEach(Orchestra::close);
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
