package org.bankrs.testservices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that can be run to its end or started as a server.
 *
 * @param name what messages and its output's files call it
 * @param command the program and its arguments
 * @param environment variables added to those of the JVM
 */
record Program(String name, List<String> command, Map<String, String> environment) {
  /** Variables of the caller's shell that would change how a server or job behaves. */
  private static final List<String> STEERING_PREFIXES =
      List.of(
          "AIRFLOW_",
          "AWS_",
          "DJANGO_",
          "GRAPHITE_",
          "GUNICORN_",
          "MLFLOW_",
          "PYSPARK_",
          "PYTHON",
          "SPARK_",
          "VIRTUAL_ENV");

  Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Starts the program without standard input.
   *
   * @param folder its working directory
   * @param logs gets the files of what it prints
   */
  LocalProcess start(Path folder, Path logs) {
    Path output = logs.resolve(name + ".out");
    Path errors = logs.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(key -> STEERING_PREFIXES.stream().anyMatch(key::startsWith));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new LocalProcess(this, process, output, errors);
    } catch (IOException e) {
      throw new ServiceException("Cannot start " + name + ": " + String.join(" ", command), e);
    }
  }
}
