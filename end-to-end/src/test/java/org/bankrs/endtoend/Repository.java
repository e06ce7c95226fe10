package org.bankrs.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bankrs.testservices.FixtureFolder;

/** The source tree, and programs run in it. */
final class Repository {
  static final Path ROOT = Path.of(System.getProperty("project.root"));

  /** A bundle that was made for tests. */
  static final Path EXAMPLE_BUNDLE = FixtureFolder.of("bundles/example").resolve("bundle");

  private Repository() {}

  /** How a program ended, with what it printed to both streams. */
  record Ended(int exitCode, String output) {}

  /** Runs a program in the root folder; a program that does not end in time is killed. */
  static Ended run(List<String> command, Map<String, String> environment, Duration timeout)
      throws IOException, InterruptedException {
    return run(ROOT, command, environment, timeout);
  }

  /** Runs a program in a folder; a program that does not end in time is killed. */
  static Ended run(
      Path folder, List<String> command, Map<String, String> environment, Duration timeout)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    Files.delete(output);
    return new Ended(ended ? process.exitValue() : -1, text);
  }
}
