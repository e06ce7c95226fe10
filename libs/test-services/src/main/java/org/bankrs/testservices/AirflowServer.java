package org.bankrs.testservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Airflow: API server, scheduler and DAG processor over a database of its own, whose tasks run
 * as local processes and may submit to a Spark cluster through the connection {@code
 * spark_default}.
 */
public final class AirflowServer implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** An answer of its API costs some hundredths of a second of the processor that tasks need. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private static final String LOOPBACK = "127.0.0.1";
  private static final String USER = "admin";
  private static final String DATABASE = "airflow.db";
  private static final List<String> PROGRAMS = List.of("api-server", "scheduler", "dag-processor");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
  private static final List<String> ENDED = List.of("success", "failed");
  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([a-z_]+)\"");

  private final ServerHome home;
  private final Venv venv;
  private final URI uri;
  private final String password;
  private final Map<String, String> environment;

  /** Valid for a day, restarts included: the secret that signed it lies in the environment. */
  private String token = "";

  private AirflowServer(
      ServerHome home, Venv venv, URI uri, String password, Map<String, String> environment) {
    this.home = home;
    this.venv = venv;
    this.uri = uri;
    this.password = password;
    this.environment = environment;
  }

  /**
   * Starts a server that knows the DAGs of a folder.
   *
   * @param dags the folder
   * @param spark the cluster behind spark_default
   * @param taskEnvironment variables for the tasks: credentials, addresses of servers
   * @throws ServiceException with its output when it does not come up, or when its Python
   *     environment is not installed
   */
  public static AirflowServer start(
      Path dags, SparkCluster spark, Map<String, String> taskEnvironment) {
    Venv venv = Venv.named("airflow");
    return ServerHome.start(
        "airflow",
        2,
        (home, ports) -> {
          AirflowServer server = create(home, venv, ports, dags, spark, taskEnvironment);
          server.makeDatabase();
          // Nothing is triggered yet, so that no order matters.
          PROGRAMS.forEach(server::start);
          server.awaitApi();
          return server;
        });
  }

  private static AirflowServer create(
      ServerHome home,
      Venv venv,
      List<Integer> ports,
      Path dags,
      SparkCluster spark,
      Map<String, String> taskEnvironment)
      throws IOException {
    URI uri = URI.create("http://" + LOOPBACK + ":" + ports.get(0));
    String password = UUID.randomUUID().toString();
    Path passwords = home.write("passwords.json", "{\"%s\": \"%s\"}".formatted(USER, password));
    Map<String, String> environment = new HashMap<>(spark.environment());
    environment.putAll(taskEnvironment);
    environment.put("AIRFLOW_HOME", home.folder().toString());
    environment.put(
        "PATH",
        "%s:%s:%s"
            .formatted(
                venv.folder().resolve("bin"),
                spark.sparkHome().resolve("bin"),
                System.getenv("PATH")));
    environment.put(
        "AIRFLOW_CONN_SPARK_DEFAULT",
        """
        {"conn_type": "spark", "host": "spark://%s", "port": %d,
         "extra": {"deploy-mode": "client", "spark-binary": "spark-submit"}}
        """
            .formatted(LOOPBACK, spark.port())
            .strip());
    set(environment, "CORE", "DAGS_FOLDER", dags);
    set(environment, "CORE", "LOAD_EXAMPLES", false);
    set(environment, "CORE", "EXECUTOR", "LocalExecutor");
    set(environment, "CORE", "PARALLELISM", 2);
    set(environment, "CORE", "DEFAULT_TASK_RETRY_DELAY", 1);
    set(environment, "CORE", "DAGS_ARE_PAUSED_AT_CREATION", false);
    set(environment, "CORE", "SIMPLE_AUTH_MANAGER_USERS", USER + ":admin");
    set(environment, "CORE", "SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", passwords);
    set(environment, "CORE", "EXECUTION_API_SERVER_URL", uri + "/execution/");
    set(environment, "API", "HOST", LOOPBACK);
    set(environment, "API", "PORT", ports.get(0));
    set(environment, "API", "BASE_URL", uri);
    set(environment, "API", "WORKERS", 1);
    set(environment, "API", "SECRET_KEY", UUID.randomUUID());
    set(environment, "API_AUTH", "JWT_SECRET", UUID.randomUUID() + "-" + UUID.randomUUID());
    set(
        environment,
        "DATABASE",
        "SQL_ALCHEMY_CONN",
        "sqlite:///" + home.folder().resolve(DATABASE) + "?timeout=60");
    // The files stay as they are: reading them again and again would take a fifth of a core.
    set(environment, "DAG_PROCESSOR", "REFRESH_INTERVAL", 3600);
    set(environment, "DAG_PROCESSOR", "MIN_FILE_PROCESS_INTERVAL", 3600);
    set(environment, "DAG_PROCESSOR", "PARSING_PROCESSES", 2);
    set(environment, "SCHEDULER", "SCHEDULER_IDLE_SLEEP_TIME", 0.5);
    set(environment, "SCHEDULER", "ENABLE_HEALTH_CHECK", false);
    // Only what is triggered runs.
    set(environment, "SCHEDULER", "USE_JOB_SCHEDULE", false);
    // A task is not lost because a busy machine answers it late: Airflow's own limit is 5 s, and
    // reaching it ends the task.
    set(environment, "WORKERS", "EXECUTION_API_TIMEOUT", 60);
    set(environment, "WORKERS", "MAX_FAILED_HEARTBEATS", 10);
    // A scheduler that gave no sign of life for so long is dead, and its tasks are begun anew by
    // the next one. It gives one every two seconds.
    set(environment, "SCHEDULER", "JOB_HEARTBEAT_SEC", 2);
    set(environment, "SCHEDULER", "SCHEDULER_HEALTH_CHECK_THRESHOLD", 20);
    set(environment, "SCHEDULER", "ORPHANED_TASKS_CHECK_INTERVAL", 3);
    // A task whose process died under a living scheduler.
    set(environment, "SCHEDULER", "TASK_INSTANCE_HEARTBEAT_TIMEOUT", 60);
    set(environment, "LOGGING", "LOGGING_LEVEL", "INFO");
    set(environment, "LOGGING", "WORKER_LOG_SERVER_PORT", ports.get(1));
    set(environment, "USAGE_DATA_COLLECTION", "ENABLED", false);
    return new AirflowServer(home, venv, uri, password, environment);
  }

  private static void set(
      Map<String, String> environment, String section, String key, Object value) {
    environment.put("AIRFLOW__" + section + "__" + key, value.toString());
  }

  /** An empty database, copied from one that is made once for an installed environment. */
  private void makeDatabase() {
    String maker = ProjectRoot.path().resolve("tools/airflow/empty-database.sh").toString();
    ProgramResult result =
        home.run(
            new Program(
                "airflow-database",
                List.of(maker, home.folder().resolve(DATABASE).toString()),
                Map.of()),
            START_TIMEOUT);
    if (result.exitCode() != 0) {
      throw new ServiceException(
          "Airflow's database could not be made:\n"
              + result.standardOutput()
              + result.standardError());
    }
  }

  private void awaitApi() {
    home.awaitReady(
        START_TIMEOUT, () -> !Http.getOrEmpty(uri.resolve("/api/v2/monitor/health")).isEmpty());
  }

  private void start(String program) {
    home.start(
        new Program(
            processName(program),
            List.of(venv.executable("airflow").toString(), program),
            environment));
  }

  private static String processName(String program) {
    return "airflow-" + program;
  }

  /**
   * Kills all its programs with the tasks that run, as a machine that fails does, and starts them
   * again over the same database.
   */
  public void restart() {
    home.kill(PROGRAMS.stream().map(AirflowServer::processName).toList());
    // The API first: a task that the scheduler starts before it is there has lost an attempt.
    start("api-server");
    awaitApi();
    start("scheduler");
    start("dag-processor");
  }

  /** The address of its pages and its API. */
  public URI uri() {
    return uri;
  }

  /** The one user, an administrator. */
  public String user() {
    return USER;
  }

  /** The user's password, made at the start. */
  public String password() {
    return password;
  }

  /** Waits until a DAG was read. */
  public void awaitDag(String dag) {
    home.awaitReady(
        START_TIMEOUT, () -> Http.getOrEmpty(api("/dags/" + dag), token()).contains(dag));
  }

  /**
   * Triggers a run.
   *
   * @param run the run's id
   * @param conf the params that differ from their defaults, as a JSON object
   * @return the status of HTTP: 200, or 409 when there is such a run
   */
  public int trigger(String dag, String run, String conf) {
    return Http.post(
        api("/dags/" + dag + "/dagRuns"),
        token(),
        "{\"dag_run_id\": \"%s\", \"logical_date\": null, \"conf\": %s}".formatted(run, conf));
  }

  /** The state of a run, such as {@code running}; empty when there is none yet. */
  public String state(String dag, String run) {
    return firstState(Http.getOrEmpty(api("/dags/" + dag + "/dagRuns/" + run), token()));
  }

  /** The state of a task in a run, such as {@code skipped}; empty when it has none yet. */
  public String state(String dag, String run, String task) {
    return firstState(Http.getOrEmpty(api(taskPath(dag, run, task)), token()));
  }

  private static String taskPath(String dag, String run, String task) {
    return "/dags/%s/dagRuns/%s/taskInstances/%s".formatted(dag, run, task);
  }

  private static String firstState(String answer) {
    Matcher state = STATE.matcher(answer);
    return state.find() ? state.group(1) : "";
  }

  /** The tasks of a run as Airflow describes them, in JSON: states, begin and end of each. */
  public String tasks(String dag, String run) {
    return Http.getOrEmpty(api("/dags/" + dag + "/dagRuns/" + run + "/taskInstances"), token());
  }

  /**
   * What a task that may still run has printed at an attempt, from the file that it writes. While a
   * task runs this costs nothing, where {@link #log} has Airflow read and join all that it has.
   */
  public String logSoFar(String dag, String run, String task, int attempt) {
    Path file =
        home.folder()
            .resolve("logs")
            .resolve("dag_id=" + dag)
            .resolve("run_id=" + run)
            .resolve("task_id=" + task)
            .resolve("attempt=" + attempt + ".log");
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a task printed at an attempt, as Airflow keeps it. */
  public String log(String dag, String run, String task, int attempt) {
    return Http.getOrEmpty(
        api(taskPath(dag, run, task) + "/logs/" + attempt + "?full_content=true"), token());
  }

  /**
   * Waits for the end of a run.
   *
   * @return its last state: {@code success} or {@code failed}
   * @throws AssertionError when it has not ended in time
   */
  public String await(String dag, String run, Duration timeout) {
    Eventually.await(
        "the end of run " + run + " of " + dag,
        timeout,
        POLL_INTERVAL,
        () -> ENDED.contains(state(dag, run)));
    return state(dag, run);
  }

  private URI api(String path) {
    return URI.create(uri + "/api/v2" + path);
  }

  private synchronized String token() {
    if (token.isEmpty()) {
      token = login();
    }
    return token;
  }

  private String login() {
    String answer =
        Http.postForBody(
            uri.resolve("/auth/token"),
            "",
            "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(USER, password));
    Matcher given = TOKEN.matcher(answer);
    if (!given.find()) {
      throw new ServiceException("Airflow gave no token: " + answer);
    }
    return given.group(1);
  }

  List<ProcessHandle> processes() {
    return home.processes();
  }

  @Override
  public void close() {
    home.close();
  }
}
