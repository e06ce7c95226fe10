package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bankrs.job.TestBank;
import org.bankrs.job.cli.Job.Outcome;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.ProgramResult;
import org.bankrs.testservices.SharedServers;
import org.bankrs.testservices.SparkCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar on a Spark cluster of two workers. */
@Tag("services")
class SparkSubmitIT {
  private static final Path JAR = Path.of("target", "bankrs-job.jar").toAbsolutePath();
  private static final Duration TIMEOUT = Duration.ofMinutes(8);
  private static final SparkCluster CLUSTER = SharedServers.spark();

  /** Where the number of executors does not matter: each takes seconds to start. */
  private static final List<String> ONE_CORE = List.of("--conf", "spark.cores.max=1");

  @TempDir Path folder;

  @Test
  void trainsOnTwoExecutors() throws IOException {
    Path model = folder.resolve("model");
    Path events = Files.createDirectory(folder.resolve("events"));

    ProgramResult result =
        CLUSTER.submit(
            command(
                List.of(
                    "--conf",
                    "spark.eventLog.enabled=true",
                    "--conf",
                    "spark.eventLog.compress=false",
                    "--conf",
                    "spark.eventLog.dir=" + events.toUri(),
                    "--conf",
                    "spark.scheduler.minRegisteredResourcesRatio=1.0"),
                TestBank.rawFile(),
                model),
            Map.of(),
            TIMEOUT);

    assertThat(result.exitCode()).as(result.standardError()).isZero();
    assertThat(result.standardOutput()).contains("ROC-AUC (micro)", "in " + model);
    assertThat(executorsWithTasks(events)).containsExactly("0", "1");
    assertThat(Job.run(Map.of(), "verify", "--model", model.toString()))
        .isEqualTo(new Outcome(0, ""));
    assertThat(model.resolveSibling("model.run").resolve("run.json")).exists();
  }

  @Test
  void badDataEndWithTheirOwnExitCode() throws IOException {
    List<String> lines = Files.readAllLines(TestBank.rawFile());
    Path doubled =
        Files.write(
            folder.resolve("doubled.csv"),
            Stream.concat(lines.stream(), lines.stream().skip(1).limit(3)).toList());
    Path model = folder.resolve("model");

    ProgramResult result = CLUSTER.submit(command(ONE_CORE, doubled, model), Map.of(), TIMEOUT);

    assertThat(result.exitCode()).as(result.standardError()).isEqualTo(3);
    assertThat(result.standardError()).contains("bankrs: the data were refused");
    assertThat(folder.toFile().list()).containsExactly("doubled.csv");
  }

  @Test
  void aKilledDriverLeavesNoBundle() throws Exception {
    Path model = folder.resolve("model");
    Path errors = folder.resolve("errors");
    List<String> command = new ArrayList<>();
    command.add(CLUSTER.sparkHome().resolve("bin/spark-submit").toString());
    command.addAll(List.of("--master", CLUSTER.masterUrl(), "--executor-memory", "1024m"));
    command.addAll(command(ONE_CORE, TestBank.rawFile(), model));
    ProcessBuilder program =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile());
    program.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    program.environment().put("SPARK_HOME", CLUSTER.sparkHome().toString());
    program.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    program.environment().put("JAVA_HOME", CLUSTER.javaHome().toString());
    Process driver = program.start();
    try {
      // In the midst of writing: the pipeline alone takes seconds.
      awaitLine(driver, errors, "write bundle ...");
    } finally {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly();
    }

    assertThat(driver.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(model).doesNotExist();
    assertThat(folder.resolve("model.run")).doesNotExist();
    Outcome verified = Job.run(Map.of(), "verify", "--model", model.toString());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.message()).contains(model.toString());
  }

  private static void awaitLine(Process process, Path output, String text) throws IOException {
    Eventually.await(
        "'%s' in the driver's output".formatted(text),
        TIMEOUT,
        () -> Files.readString(output).contains(text) || !process.isAlive());
    assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
  }

  private static List<String> command(List<String> options, Path source, Path out) {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("--class", Main.class.getName(), JAR.toString(), "train"));
    command.addAll(List.of("--source", source.toString(), "--out", out.toString()));
    command.addAll(TestBank.TRAIN_OPTIONS);
    return command;
  }

  /** The executors that ran tasks, by the event log of the one application. */
  private static List<String> executorsWithTasks(Path events) throws IOException {
    Pattern executor = Pattern.compile("\"Executor ID\":\"([^\"]+)\"");
    try (Stream<Path> files = Files.walk(events)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().endsWith(".crc"))
          .flatMap(SparkSubmitIT::lines)
          .filter(line -> line.contains("SparkListenerTaskEnd"))
          .map(executor::matcher)
          .filter(Matcher::find)
          .map(matcher -> matcher.group(1))
          .distinct()
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
