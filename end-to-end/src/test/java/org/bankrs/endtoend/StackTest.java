package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make stack}, {@code stack-status} and {@code stack-down}, and MLflow alone. */
@Tag("services")
class StackTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Pattern VARIABLE = Pattern.compile("(?m)^(\\w+)='(.*)'$");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)|^(\\d+)$");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  @Test
  void everyServiceAnswersOnAFreePortAndNoneIsLeft() throws Exception {
    Repository.Ended up = stack("up");
    assertThat(up.exitCode()).as(up.output()).isZero();
    List<ProcessHandle> processes = processes();
    Map<String, String> services = services();
    List<Integer> ports = ports(services);
    try {
      assertThat(up.output())
          .contains("stack: ready after", "up    service")
          .doesNotContain("DOWN");
      ask(services.get("AIRFLOW_URL") + "/api/v2/monitor/health", "healthy");
      ask(services.get("MLFLOW_TRACKING_URI") + "/health", "OK");
      ask(services.get("GRAPHITE_URL") + "/version/", "1.1");
      ask(services.get("SERVICE_URL") + "/q/health/live", "UP");
      ask(services.get("SERVICE_URL") + "/", "no model");
      // The service tells Graphite that there is no champion yet.
      await(services.get("GRAPHITE_URL") + "/events/get_data?tags=reload", "model refused");
      await(services.get("GRAPHITE_URL") + "/metrics/find?query=bank-rs.system.*", "up_time");
      // The gate, in Airflow and in the shell, finds carbon by these.
      assertThat(services).containsKeys("BANKRS_GRAPHITE_HOST", "BANKRS_GRAPHITE_PORT");
      assertThat(answer(services.get("AWS_ENDPOINT_URL") + "/").statusCode()).isEqualTo(403);
      try (Connection bank =
          DriverManager.getConnection(
              services.get("JDBC_URL"), services.get("PGUSER"), services.get("PGPASSWORD"))) {
        assertThat(bank.isValid(5)).isTrue();
      }
      assertThat(ports).allMatch(StackTest::isListening);
      assertThat(ports).doesNotHaveDuplicates().doesNotContain(2003, 5000, 5432, 7077, 8080, 9000);
      assertThat(stack("up").output()).contains("runs already");
      assertThat(stack("status").exitCode()).isZero();
    } finally {
      Repository.Ended down = stack("down");
      assertThat(down.exitCode()).as(down.output()).isZero();
    }
    assertThat(processes).hasSizeGreaterThan(10);
    assertGone(processes);
    assertThat(ports).noneMatch(StackTest::isListening);
    assertThat(stack("status").exitCode()).isEqualTo(3);
    assertThat(stack("down").output()).contains("does not run");
  }

  @Test
  void mlflowRunsAlone() throws Exception {
    int port = FreePorts.choose();
    ProcessBuilder program =
        new ProcessBuilder("./run_mlflow.sh", String.valueOf(port))
            .directory(Repository.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    program.environment().put("BANKRS_MLFLOW_FOLDER", folder.resolve("mlflow").toString());
    Process mlflow = program.start();
    List<ProcessHandle> processes = new ArrayList<>();
    try {
      Eventually.await("MLflow's port", LIMIT, () -> !mlflow.isAlive() || isListening(port));
      ask("http://127.0.0.1:" + port + "/health", "OK");
      assertThat(Files.readString(folder.resolve("log")))
          .contains("MLFLOW_TRACKING_URI=http://127.0.0.1:" + port);
      assertThat(folder.resolve("mlflow/mlflow.db")).exists();
      processes.addAll(mlflow.descendants().toList());
    } finally {
      mlflow.destroy();
      assertThat(mlflow.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertGone(processes);
    assertThat(isListening(port)).isFalse();
  }

  private static void assertGone(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      // One that is dead already may still have to be cleared away by the system.
      process.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private Repository.Ended stack(String command) throws Exception {
    return Repository.run(
        List.of("tools/stack/stack.sh", command),
        Map.of("BANKRS_STACK_FOLDER", folder.toString()),
        LIMIT);
  }

  /** The stack's process and all that it started. */
  private List<ProcessHandle> processes() throws IOException {
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    ProcessHandle stack = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(stack), stack.descendants()).toList();
  }

  private Map<String, String> services() throws IOException {
    return VARIABLE
        .matcher(Files.readString(folder.resolve("services.env")))
        .results()
        .collect(Collectors.toMap(variable -> variable.group(1), variable -> variable.group(2)));
  }

  private static List<Integer> ports(Map<String, String> services) {
    List<Integer> ports = new ArrayList<>();
    for (String value : services.values()) {
      Matcher port = PORT.matcher(value);
      if (port.find()) {
        ports.add(Integer.valueOf(port.group(1) == null ? port.group(2) : port.group(1)));
      }
    }
    assertThat(ports).as(services.toString()).hasSize(8);
    return ports;
  }

  private static void ask(String address, String part) throws Exception {
    var answer = answer(address);
    assertThat(answer.statusCode()).as(address + ": " + answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains(part);
  }

  /** Asks until the answer has a part. */
  private static void await(String address, String part) throws Exception {
    Eventually.await(
        part + " at " + address, ANSWER_LIMIT, () -> answer(address).body().contains(part));
    ask(address, part);
  }

  private static HttpResponse<String> answer(String address) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).build(),
        BodyHandlers.ofString());
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
