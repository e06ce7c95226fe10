package org.bankrs.testservices;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster: one master and some workers, each a process, to which applications
 * are submitted with spark-submit. An application gets one executor on each worker, with all its
 * cores and memory. Safe for use by several threads; an application waits while another holds the
 * workers.
 */
public final class SparkCluster implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Applications live for a minute here: what the second compiler costs it would not pay back.
   * Without it the code cache is so small that nothing is compiled any more when it is full.
   */
  private static final String SHORT_LIVED =
      "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC";

  private final ServerHome home;
  private final Path sparkHome;
  private final Path pythonExecutable;
  private final Path javaHome;
  private final String masterUrl;
  private final AtomicInteger submissions = new AtomicInteger();

  private SparkCluster(ServerHome home, Venv venv, int port) {
    this.home = home;
    this.sparkHome = venv.sitePackages().resolve("pyspark");
    this.pythonExecutable = venv.python();
    this.javaHome = SparkJdk.find(home);
    this.masterUrl = "spark://" + LOOPBACK + ":" + port;
  }

  /**
   * Starts a master and two workers of one core and 1024 MiB each.
   *
   * @throws ServiceException with its output when it does not come up, or when its Python
   *     environment is not installed
   */
  public static SparkCluster start() {
    return start(2, 1, 1024);
  }

  /**
   * Starts a master and workers.
   *
   * @param workers how many
   * @param coresPerWorker how many tasks run at once on each
   * @param mebibytesPerWorker the heap of the executor on each
   * @throws ServiceException with its output when it does not come up, or when its Python
   *     environment is not installed
   */
  public static SparkCluster start(int workers, int coresPerWorker, int mebibytesPerWorker) {
    Venv venv = Venv.named("pyspark");
    return ServerHome.start(
        "spark",
        2,
        (home, ports) -> {
          SparkCluster cluster = new SparkCluster(home, venv, ports.get(0));
          cluster.writeSettings(mebibytesPerWorker);
          cluster.startDaemons(
              ports.get(0), ports.get(1), workers, coresPerWorker, mebibytesPerWorker);
          return cluster;
        });
  }

  private void writeSettings(int mebibytesPerWorker) throws IOException {
    home.write(
        "conf/spark-defaults.conf",
        """
        spark.master %s
        spark.driver.host %s
        spark.ui.enabled false
        spark.executor.memory %dm
        spark.driver.extraJavaOptions %s
        spark.executor.extraJavaOptions %s
        """
            .formatted(masterUrl, LOOPBACK, mebibytesPerWorker, SHORT_LIVED, SHORT_LIVED));
  }

  private void startDaemons(
      int port, int webPort, int workers, int coresPerWorker, int mebibytesPerWorker) {
    startDaemon(
        "master",
        Stream.of(
            "org.apache.spark.deploy.master.Master",
            "--host",
            LOOPBACK,
            "--port",
            port,
            "--webui-port",
            webPort));
    // A worker goes on trying until the master is there, so that all can start at once.
    for (int i = 1; i <= workers; i++) {
      startDaemon(
          "worker-" + i,
          Stream.of(
              "org.apache.spark.deploy.worker.Worker",
              "--host",
              LOOPBACK,
              "--webui-port",
              0,
              "--cores",
              coresPerWorker,
              "--memory",
              mebibytesPerWorker + "m",
              "--work-dir",
              home.folder().resolve("work"),
              masterUrl));
    }
    URI state = URI.create("http://" + LOOPBACK + ":" + webPort + "/json/");
    home.awaitReady(
        START_TIMEOUT,
        () ->
            Http.getOrEmpty(state).matches("(?s).*\"aliveworkers\"\\s*:\\s*" + workers + "\\b.*"));
  }

  private void startDaemon(String name, Stream<Object> classAndArguments) {
    Map<String, String> environment = environment();
    // A taken port is to be an error, answered with other ports, and not a silent move to the next
    // port.
    // The REST server, which nobody uses here, would take a port of its own that two clusters
    // cannot share.
    environment.put(
        "SPARK_DAEMON_JAVA_OPTS",
        SHORT_LIVED + " -Dspark.port.maxRetries=0 -Dspark.master.rest.enabled=false");
    environment.put("SPARK_DAEMON_MEMORY", "256m");
    List<String> command =
        Stream.concat(
                Stream.of(sparkProgram("spark-class")), classAndArguments.map(Object::toString))
            .toList();
    home.start(new Program(name, command, environment));
  }

  private String sparkProgram(String name) {
    return sparkHome.resolve("bin").resolve(name).toString();
  }

  /** What a program needs in its environment to submit applications to this cluster. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPARK_HOME", sparkHome.toString());
    environment.put("SPARK_CONF_DIR", home.folder().resolve("conf").toString());
    environment.put("SPARK_LOCAL_IP", LOOPBACK);
    environment.put("PYSPARK_PYTHON", pythonExecutable.toString());
    environment.put("JAVA_HOME", javaHome.toString());
    // For the JVM that only puts the command line of the next one together.
    environment.put("SPARK_LAUNCHER_OPTS", SHORT_LIVED);
    return environment;
  }

  /** What applications take as master. */
  public String masterUrl() {
    return masterUrl;
  }

  /** What programs take as {@code SPARK_HOME}. */
  public Path sparkHome() {
    return sparkHome;
  }

  /** The Python that has PySpark and numpy. */
  public Path pythonExecutable() {
    return pythonExecutable;
  }

  /**
   * The JDK, of version 17 to 21, that the cluster runs on: what programs take as {@code
   * JAVA_HOME}.
   */
  public Path javaHome() {
    return javaHome;
  }

  /**
   * Runs spark-submit to its end; the driver is a local process. The master need not be given.
   *
   * @param arguments those of spark-submit: its options, the application and the application's
   *     arguments
   * @param environment variables for the driver, added to those that Spark needs
   * @param timeout how long it may take
   * @return how the driver ended, whatever its exit code
   * @throws ServiceException with what it printed, when it has not ended in time; it is killed then
   */
  public ProgramResult submit(
      List<String> arguments, Map<String, String> environment, Duration timeout) {
    Map<String, String> wholeEnvironment = environment();
    wholeEnvironment.putAll(environment);
    List<String> command =
        Stream.concat(Stream.of(sparkProgram("spark-submit")), arguments.stream()).toList();
    return home.run(
        new Program("submit-" + submissions.incrementAndGet(), command, wholeEnvironment), timeout);
  }

  /** The executors that run now, of all applications, by process number. */
  public List<ProcessHandle> executors() {
    return home.processes().stream()
        .flatMap(ProcessHandle::descendants)
        .filter(
            process ->
                process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .sorted()
        .toList();
  }

  /** The port on which applications submit themselves. */
  public int port() {
    return Integer.parseInt(masterUrl.substring(masterUrl.lastIndexOf(':') + 1));
  }

  /** Kills a worker with its executors, as a machine that fails does; it does not come back. */
  public void killWorker(int number) {
    home.stop("worker-" + number);
  }

  List<ProcessHandle> processes() {
    return home.processes();
  }

  @Override
  public void close() {
    home.close();
  }
}
