package org.bankrs.job;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bankrs.testservices.FixtureFolder;

/**
 * A small simulated bank: 800 customers over five months, of whose products four are acquired often
 * enough for trees. Made by the build; read only.
 */
public final class TestBank {
  /** What {@code train} needs beside source and place to be as quick as it can be. */
  public static final List<String> TRAIN_OPTIONS =
      List.of("--trees=2", "--depth=3", "--partitions=2", "--min-positives=10", "--no-history");

  private static final Path FOLDER = FixtureFolder.of("bundles/bank");

  private TestBank() {}

  /** All rows in one CSV file. */
  public static Path rawFile() {
    return FOLDER.resolve("rows.csv");
  }

  /** The same rows, one CSV file a month. */
  public static Path rawFolder() {
    return FOLDER.resolve("months");
  }

  /**
   * A bundle trained on {@link #rawFile()} by {@link org.bankrs.job.fixtures.SmallTraining}; the
   * record of its run lies beside it.
   */
  public static Path model() {
    return FOLDER.resolve("bundle");
  }

  /** Progress that nobody sees. */
  public static Progress silent() {
    return new Progress(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }
}
