package org.bankrs.job.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import picocli.CommandLine;

/** Runs commands in this JVM as a user would, one after the other. */
final class Job {
  private Job() {}

  /**
   * How a command ended.
   *
   * @param exitCode as the program's
   * @param message what it said about an error
   */
  record Outcome(int exitCode, String message) {}

  static Outcome run(Map<String, String> environment, String... arguments) {
    if (environment.containsKey("AWS_ACCESS_KEY_ID")) {
      // Credentials are a session's.
      SparkTest.session(environment);
    } else {
      SparkTest.session();
    }
    StringWriter message = new StringWriter();
    CommandLine command = Main.commandLine(environment).setErr(new PrintWriter(message, true));
    int exitCode = command.execute(arguments);
    return new Outcome(exitCode, message.toString());
  }

  /** Trains on the test bank's rows or others, as quickly as can be. */
  static Outcome train(Map<String, String> environment, String source, String out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--source", source, "--out", out));
    arguments.addAll(TestBank.TRAIN_OPTIONS);
    arguments.addAll(List.of(more));
    return run(environment, arguments.toArray(String[]::new));
  }

  static Outcome train(Map<String, String> environment, Path out) {
    return train(environment, TestBank.rawFile().toString(), out.toString());
  }
}
