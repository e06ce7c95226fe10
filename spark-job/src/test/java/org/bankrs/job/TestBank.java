package org.bankrs.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bankrs.job.run.Training;
import org.bankrs.job.run.TrainingRequest;
import org.bankrs.job.source.Source;
import org.bankrs.job.train.HistoryUse;
import org.bankrs.job.train.MllibTrainer;
import org.bankrs.job.train.MonthChoice;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.simulator.Progress;
import org.bankrs.simulator.Simulator;

/**
 * A small simulated bank for all tests of one JVM: 800 customers over five months, of whose
 * products four are acquired often enough for trees.
 */
public final class TestBank {
  /** What {@code train} needs beside source and place to be as quick as it can be. */
  public static final List<String> TRAIN_OPTIONS =
      List.of("--trees=2", "--depth=3", "--partitions=2", "--min-positives=10", "--no-history");

  private static final TrainOptions OPTIONS = new TrainOptions(2, 3, 0.1, 256, 10, 2, 2, 42);
  private static final int CUSTOMERS = 800;
  private static final int MONTHS = 5;
  private static final long SEED = 7;

  private TestBank() {}

  private static final class Folder {
    static final Path PATH = empty(Path.of("target", "test-bank").toAbsolutePath());
  }

  private static final class Raw {
    static final Path FILE = simulate(Folder.PATH.resolve("raw.csv"));
    static final Path FOLDER = simulate(Folder.PATH.resolve("raw"));
  }

  private static final class Model {
    static final Path BUNDLE = train(Folder.PATH.resolve("model"));
  }

  /** All rows in one CSV file. */
  public static Path rawFile() {
    return Raw.FILE;
  }

  /** The same rows, one CSV file a month. */
  public static Path rawFolder() {
    return Raw.FOLDER;
  }

  /** A bundle trained on {@link #rawFile()}. */
  public static Path model() {
    return Model.BUNDLE;
  }

  /** A training as small as {@link #TRAIN_OPTIONS} make it. */
  public static TrainingRequest request(Source source, String out) {
    return new TrainingRequest(
        source,
        out,
        Optional.empty(),
        "mllib",
        new MllibTrainer(),
        OPTIONS,
        MonthChoice.ALL,
        HistoryUse.NONE);
  }

  private static Path simulate(Path out) {
    try {
      new Simulator(SEED).writeCsv(out, CUSTOMERS, MONTHS, 1, Progress.SILENT);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path train(Path out) {
    Source source = Source.of(rawFile().toString(), Optional.empty(), Map.of());
    Training.run(SparkTest.session(), request(source, out.toString()), silent());
    return out;
  }

  /** Progress that nobody sees. */
  public static org.bankrs.job.Progress silent() {
    return new org.bankrs.job.Progress(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  private static Path empty(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
