package org.bankrs.testservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes down what tests waited for, a JSON object a line, in {@code target/test-times} of the
 * module that is tested: {@code make test-times} makes a table of it. Outside of the build's tests
 * nothing is written.
 */
public final class TestTimes {
  /** The module's folder, as Surefire and Failsafe tell it. */
  private static final String MODULE = "basedir";

  private TestTimes() {}

  /**
   * Notes a time.
   *
   * @param what was waited for, such as {@code start mlflow}
   * @param seconds how long
   */
  public static void note(String what, double seconds) {
    String module = System.getProperty(MODULE, "");
    if (!module.isEmpty()) {
      append(
          Path.of(module, "target", "test-times"),
          "{\"what\": \"%s\", \"seconds\": %s, \"class\": \"%s\"}%n"
              .formatted(
                  what.replace("\\", "/").replace("\"", "'"),
                  String.format(Locale.ROOT, "%.2f", seconds),
                  test().orElse("")));
    }
  }

  private static synchronized void append(Path folder, String line) {
    try {
      // One file for each JVM: several may test a module one after the other.
      Path file = Files.createDirectories(folder).resolve(ProcessHandle.current().pid() + ".jsonl");
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A time that is not noted is no reason for a test to fail.
      System.err.println("cannot write to " + folder + ": " + e);
    }
  }

  /** The test class that called; there is none on a thread of its own. */
  private static Optional<String> test() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .map(name -> name.replaceFirst("[$].*", ""))
                    .filter(name -> name.endsWith("Test") || name.endsWith("IT"))
                    .findFirst());
  }
}
