package org.bankrs.testservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Finds a JDK that Spark runs on. */
final class SparkJdk {
  private static final int OLDEST = 17;
  private static final int NEWEST = 21;

  private SparkJdk() {}

  /** The JDK that runs this code when it fits, otherwise one that {@code bin/jdk} finds. */
  static Path find(ServerHome home) {
    int current = Runtime.version().feature();
    if (current >= OLDEST && current <= NEWEST) {
      return Path.of(System.getProperty("java.home"));
    }
    String finder = ProjectRoot.path().resolve("bin/jdk").toString();
    ProgramResult result =
        home.run(
            new Program(
                "jdk", List.of(finder, String.valueOf(OLDEST), String.valueOf(NEWEST)), Map.of()),
            Duration.ofSeconds(30));
    if (result.exitCode() != 0) {
      throw new ServiceException(result.standardError());
    }
    return Path.of(result.standardOutput().strip());
  }
}
