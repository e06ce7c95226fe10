package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bankrs.simulator.Progress;
import org.bankrs.simulator.Simulator;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.TestTimes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service answers by the champion, under load from the first test to the last. A month in
 * PostgreSQL becomes the next champion: a run of the DAG, triggered through Airflow's API, on a
 * Spark cluster, with bundles and MLflow's artifacts in S3. Then a worse challenger is refused,
 * though Airflow was restarted and a Spark worker died, and a rollback is followed. At last the
 * other DAG looks at what a real Graphite holds.
 */
@Tag("services")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainingDagTest {
  private static final String DAG = "bank_rs_training";
  private static final String DRIFT = "bank_rs_drift";
  private static final Duration TIMEOUT = Duration.ofMinutes(20);
  private static final Duration FOLLOWED = Duration.ofMinutes(2);
  private static final int MOST_ATTEMPTS = 3;
  private static final int LOG_TAIL = 20_000;
  private static final List<String> TASKS =
      List.of("check_month", "train", "verify", "recorded", "publish", "gate", "promote");

  @TempDir static Path folder;
  private static Orchestra orchestra;
  private static RunningService service;
  private static SteadyLoad load;
  private static String oldVersion;

  @BeforeAll
  static void start() throws Exception {
    orchestra = Orchestra.start();
    Path rows = folder.resolve("rows.csv");
    new Simulator(7).writeCsv(rows, 4000, 6, 1, Progress.SILENT);
    orchestra.fill("rows", rows);
    orchestra.crown(Repository.EXAMPLE_BUNDLE);
    oldVersion = orchestra.bundle("champion");
    service = RunningService.start("models:/bank-rs@champion", settings());
    load = SteadyLoad.start(service, row());
    await("the load's first answer", true, () -> load.answered() > 0);
    orchestra.airflow().awaitDag(DAG);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(orchestra.registry());
    settings.put("BANKRS_MODEL_CACHE", folder.resolve("models").toString());
    settings.put("BANKRS_MODEL_POLL", "2s");
    settings.put("BANKRS_SHADOW_URI", "models:/bank-rs@challenger");
    settings.put("BANKRS_SHADOW_SHARE", "1");
    return settings;
  }

  private static String row() throws Exception {
    try (Stream<String> lines =
        Files.lines(Repository.EXAMPLE_BUNDLE.resolve("verification.jsonl"))) {
      return json(lines.findFirst().orElseThrow()).get("row").toString();
    }
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @AfterAll
  static void end() {
    // What was not started is null when the start failed.
    if (load != null) {
      load.close();
    }
    if (service != null) {
      service.close();
    }
    if (orchestra != null) {
      List.of("first", "second").forEach(TrainingDagTest::noteTimes);
      orchestra.close();
    }
  }

  /** How long the tasks took, for the table of the tests' times. */
  private static void noteTimes(String run) {
    try {
      for (JsonNode task : json(orchestra.airflow().tasks(DAG, run)).path("task_instances")) {
        TestTimes.note(
            "task %s of %s".formatted(task.path("task_id").asText(), run),
            task.path("duration").asDouble());
      }
    } catch (Exception e) {
      System.err.println("no times of " + run + ": " + e);
    }
  }

  @Test
  @Order(1)
  void aMonthBecomesTheChampionAndTheServiceTakesItOver() throws Exception {
    assertThat(load.version()).isEqualTo(oldVersion);
    String first = conf(20, "s3a://bank/gate");
    assertThat(trigger(DAG, "first", first)).isEqualTo(200);
    assertThat(trigger(DAG, "first", first)).as("the same run again").isEqualTo(409);
    // All executors reach this machine's disk, which is quicker than S3.
    String disk = folder.resolve("gate").toUri().toString();
    assertThat(trigger(DAG, "second", conf(1_000_000, disk))).isEqualTo(200);
    awaitLog("first", "train", IntStream.of(1), "read and check");
    assertThat(orchestra.airflow().state(DAG, "second")).as("one at a time").isEqualTo("queued");

    assertThat(await(DAG, "first")).as(states("first")).isEqualTo("success");

    assertThat(TASKS).allSatisfy(task -> assertThat(state("first", task)).isEqualTo("success"));
    assertThat(orchestra.version("champion").path("version").asText()).isEqualTo("2");
    assertThat(orchestra.airflow().log(DAG, "first", "gate", 1)).contains("MAP@7 against champion");
    assertThat(bucket("models/2015-06/first-1/manifest.json")).exists();
    try (Stream<Path> artifacts = Files.walk(orchestra.s3.folder().resolve("mlflow"))) {
      assertThat(artifacts.map(Path::toString).toList())
          .anyMatch(name -> name.endsWith("bundle/manifest.json"))
          .anyMatch(name -> name.endsWith("gate/gate.html"));
    }
    assertThat(orchestra.events()).contains("model promoted");
    awaitAnswersBy(orchestra.bundle("champion"));
    assertThat(load.failures()).isEmpty();
  }

  @Test
  @Order(2)
  void aWorseChallengerIsRefusedThoughAirflowWasRestartedAndAWorkerDied() throws Exception {
    String champion = orchestra.bundle("champion");
    awaitLog("second", "train", IntStream.of(1), "read and check");
    orchestra.airflow().restart();
    awaitLog("second", "train", IntStream.rangeClosed(2, MOST_ATTEMPTS), "fit preprocessing");
    orchestra.spark.killWorker(2);

    assertThat(await(DAG, "second")).as(states("second")).isEqualTo("success");

    assertThat(state("second", "train")).isEqualTo("success");
    // None of the driver that died with Airflow, one of an attempt after it.
    assertThat(bundles("second-")).hasSize(1).doesNotContain("second-1");
    assertThat(state("second", "gate")).isEqualTo("skipped");
    assertThat(state("second", "promote")).isEqualTo("skipped");
    assertThat(orchestra.airflow().log(DAG, "second", "gate", 1))
        .contains("the gate refused version 3");
    assertThat(orchestra.events()).contains("\"refusal\"");
    assertThat(orchestra.bundle("champion")).isEqualTo(champion);
    assertThat(load.version()).isEqualTo(champion);
    // It goes on to be compared in the background.
    String challenger = orchestra.bundle("challenger");
    await("the service's challenger", challenger, () -> status().path("challenger").asText());
    assertThat(load.failures()).isEmpty();
  }

  @Test
  @Order(3)
  void aRollbackIsFollowed() throws Exception {
    orchestra.bankrs("rollback");
    awaitAnswersBy(oldVersion);
    long before = load.answered();
    await("the load", true, () -> load.answered() > before + 10);
    load.close();
    assertThat(load.failures()).isEmpty();
  }

  @Test
  @Order(4)
  void missingScoresAreToldAndDriftTrainsAnew() throws Exception {
    // A service that runs, and that nobody asks.
    orchestra.report("idle.requests.count", 700, 700, 700, 700);
    orchestra.report("idle.drift.renta", 9, 9, 9, 9);
    assertThat(trigger(DRIFT, "idle", "{\"prefix\": \"idle\"}")).isEqualTo(200);
    assertThat(await(DRIFT, "idle")).isEqualTo("failed");
    assertThat(orchestra.airflow().log(DRIFT, "idle", "scores_arrive", 1))
        .contains("0 requests in 24 h below idle", "does the service run and reach Graphite?");
    assertThat(orchestra.airflow().state(DRIFT, "idle", "retrain")).isEqualTo("upstream_failed");

    orchestra.report("calm.requests.count", 700, 800, 20, 40);
    orchestra.report("calm.drift.renta", 0.01, 0.02, 0.7, 0.01);
    assertThat(trigger(DRIFT, "calm", "{\"prefix\": \"calm\"}")).isEqualTo(200);
    assertThat(await(DRIFT, "calm")).isEqualTo("success");
    assertThat(orchestra.airflow().state(DRIFT, "calm", "retrain")).isEqualTo("skipped");
    String anew = "drift__" + YearMonth.now(ZoneOffset.UTC);
    assertThat(orchestra.airflow().state(DAG, anew)).isEmpty();

    orchestra.report("moved.requests.count", 700, 800, 900, 1000);
    orchestra.report("moved.drift.renta", 0.4, 0.4, 0.5, 0.4);
    orchestra.report("moved.drift.age", 0.01, 0.01, 0.01, 0.01);
    assertThat(trigger(DRIFT, "moved", "{\"prefix\": \"moved\"}")).isEqualTo(200);
    assertThat(await(DRIFT, "moved")).isEqualTo("success");
    assertThat(orchestra.airflow().state(DAG, anew)).isIn("queued", "running");
  }

  private static int trigger(String dag, String run, String conf) {
    return orchestra.airflow().trigger(dag, run, conf);
  }

  /** The end of a run; one that failed tells the tests' reader why. */
  private static String await(String dag, String run) {
    String end = orchestra.airflow().await(dag, run, TIMEOUT);
    if (dag.equals(DAG) && end.equals("failed")) {
      TASKS.stream()
          .filter(task -> state(run, task).equals("failed"))
          .forEach(task -> System.err.println(lastLog(run, task)));
    }
    return end;
  }

  private static String lastLog(String run, String task) {
    String log =
        IntStream.rangeClosed(1, MOST_ATTEMPTS)
            .mapToObj(attempt -> log(run, task, attempt))
            .filter(text -> !text.isEmpty())
            .reduce("", (earlier, later) -> later);
    return "The last attempt of %s in %s:%n%s"
        .formatted(task, run, log.substring(Math.max(0, log.length() - LOG_TAIL)));
  }

  private static String state(String run, String task) {
    return orchestra.airflow().state(DAG, run, task);
  }

  private static Path bucket(String path) {
    return orchestra.s3.folder().resolve("bank").resolve(path);
  }

  private static JsonNode status() throws Exception {
    return json(service.get("/").body());
  }

  private static void awaitAnswersBy(String version) {
    await("the version that answers", version, load::version);
  }

  private static void await(String what, Object expected, Callable<?> value) {
    Eventually.awaitEqual(what, expected, FOLLOWED, value);
  }

  /** Waits until one of the attempts at a task says something. */
  private static void awaitLog(String run, String task, IntStream attempts, String text) {
    int[] numbers = attempts.toArray();
    Eventually.await(
        "'%s' in the log of %s in %s".formatted(text, task, run),
        TIMEOUT,
        () ->
            IntStream.of(numbers)
                .mapToObj(number -> orchestra.airflow().logSoFar(DAG, run, task, number))
                .anyMatch(log -> log.contains(text)));
  }

  private static String log(String run, String task, int attempt) {
    return orchestra.airflow().log(DAG, run, task, attempt);
  }

  private static List<String> bundles(String prefix) throws Exception {
    try (Stream<Path> folders = Files.list(bucket("models/2015-06"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("manifest.json")))
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }

  private static String states(String run) {
    return TASKS.stream()
        .map(task -> task + " " + state(run, task))
        .collect(Collectors.joining(", "));
  }

  private static String conf(int minPositives, String work) {
    return """
        {"source": "%s", "table": "rows", "month": "2015-06", "models": "s3a://bank/models",
         "trees": 5, "depth": 3, "partitions": 2, "min_positives": %d, "work": "%s"}
        """
        .formatted(orchestra.postgres.jdbcUrl(), minPositives, work);
  }
}
