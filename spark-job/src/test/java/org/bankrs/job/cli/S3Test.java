package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.cli.Job.Outcome;
import org.bankrs.job.run.ModelText;
import org.bankrs.testservices.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows, bundles and scores in S3, and what is said when it refuses. The tests that need a session
 * of their own come last.
 */
@Tag("services")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class S3Test {
  private static final String MODEL = "s3a://bank/models/first";
  private static final int BEFORE_LAST = Integer.MAX_VALUE - 1;
  private static final int LAST = Integer.MAX_VALUE;

  private static S3Server s3;

  @BeforeAll
  static void trainFromS3IntoS3() throws IOException {
    s3 = S3Server.start();
    s3.createBucket("bank");
    s3.createBucket("raw");
    org.apache.hadoop.fs.Path bucket = new org.apache.hadoop.fs.Path("s3a://raw/");
    FileSystem system = bucket.getFileSystem(configuration());
    for (String name : TestBank.rawFolder().toFile().list()) {
      system.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(TestBank.rawFolder().resolve(name).toUri()), bucket);
    }
    assertThat(Job.train(environment(), "s3a://raw/2015-*.csv", MODEL, "--trainer=mllib"))
        .isEqualTo(new Outcome(0, ""));
  }

  @AfterAll
  static void end() {
    s3.close();
  }

  @Test
  void anObjectForEachMonthGivesTheModelOfOneLocalFile() {
    Bundle local = Bundle.open(configuration(), TestBank.model().toString());
    Bundle inS3 = Bundle.open(configuration(), MODEL);

    assertThat(inS3.manifest().dataDigest()).isEqualTo(local.manifest().dataDigest());
    assertThat(ModelText.of(inS3.pipeline())).isEqualTo(ModelText.of(local.pipeline()));
  }

  @Test
  void aBundleInS3IsWholeAndHasItsRunBesideIt() throws IOException {
    assertThat(Job.run(environment(), "verify", "--model", MODEL)).isEqualTo(new Outcome(0, ""));
    assertThat(names("bank/models"))
        .as("nothing is left of the temporary names")
        .containsExactly("first", "first.run");
    assertThat(names("bank/models/first.run")).containsExactly("run.json", "sample.csv");
  }

  @Test
  void aBundleWithAChangedObjectIsRefused() throws IOException {
    String copy = "bank/models/damaged";
    Path from = s3.folder().resolve("bank/models/first");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        // The attributes hold what the server knows of an object beside its content.
        Files.copy(
            file,
            s3.folder().resolve(copy).resolve(from.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.writeString(s3.folder().resolve(copy).resolve("reference.json"), "{}");

    Outcome outcome = Job.run(environment(), "verify", "--model", "s3a://" + copy);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.message()).contains("s3a://" + copy, "reference.json", "checksum");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scores", "scores.csv"})
  void scoresAreCommittedWithoutRenaming(String name) throws IOException {
    String out = "s3a://bank/" + name;

    assertThat(
            Job.run(
                environment(),
                "score",
                "--model",
                MODEL,
                "--source",
                TestBank.rawFile().toString(),
                "--out",
                out))
        .isEqualTo(new Outcome(0, ""));

    assertThat(s3.folder().resolve("bank").resolve(name).resolve("_SUCCESS"))
        .content()
        .containsPattern("\"committer\"\\s*:\\s*\"magic\"");
    SparkSession session = SparkTest.session(environment());
    long rows =
        name.endsWith(".csv")
            ? session.read().option("header", "true").csv(out).count()
            : session.read().parquet(out).count();
    assertThat(rows).isEqualTo(rowsOfTheNewestMonth());
  }

  @Test
  @Order(BEFORE_LAST)
  void aWrongKeyIsToldAndNothingIsWritten() {
    s3.createBucket("locked");
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("AWS_SECRET_ACCESS_KEY", "wrong");

    Outcome outcome = Job.train(environment, TestBank.rawFile().toString(), "s3a://locked/model");

    assertRefused(outcome, "s3a://locked/model", "denied");
    assertThat(s3.folder().resolve("locked")).isEmptyDirectory();
  }

  @Test
  void aBucketThatDoesNotExistIsToldAsPlaceOfTheBundle() {
    Outcome outcome =
        Job.train(environment(), TestBank.rawFile().toString(), "s3a://nowhere/model");

    assertRefused(outcome, "s3a://nowhere/model", "bucket");
    assertThat(s3.folder().resolve("nowhere")).doesNotExist();
  }

  @Test
  void aBucketThatDoesNotExistIsToldAsSource() {
    Outcome outcome = Job.train(environment(), "s3a://nowhere/raw.csv", "s3a://bank/never");

    assertRefused(outcome, "s3a://nowhere/raw.csv", "bucket");
    assertThat(s3.folder().resolve("bank/never")).doesNotExist();
    assertThat(s3.folder().resolve("bank/never.run")).doesNotExist();
  }

  @Test
  @Order(LAST)
  void aStoreThatGoesAwayInTheMidstIsTold() throws Exception {
    Thread breaker;
    try (S3Server breaking = S3Server.start()) {
      breaking.createBucket("bank");
      Path bucket = breaking.folder().resolve("bank");
      // The place of the bundle is taken before the training.
      breaker = new Thread(() -> closeOnceThereIsAnythingIn(bucket, breaking));
      breaker.start();

      Outcome outcome =
          Job.train(environment(breaking), TestBank.rawFile().toString(), "s3a://bank/model");

      assertRefused(outcome, "s3a://bank/", "");
    }
    breaker.join();
  }

  private static void closeOnceThereIsAnythingIn(Path folder, S3Server server) {
    String[] names = folder.toFile().list();
    while (names == null || names.length == 0) {
      LockSupport.parkNanos(10_000_000);
      names = folder.toFile().list();
    }
    server.close();
  }

  private static void assertRefused(Outcome outcome, String place, String reason) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.message().lines().toList()).as(outcome.message()).hasSize(1);
    assertThat(outcome.message())
        .startsWith("bankrs: ")
        .contains(place)
        .containsIgnoringCase(reason);
  }

  private static long rowsOfTheNewestMonth() throws IOException {
    try (Stream<String> lines = Files.lines(TestBank.rawFolder().resolve("2015-05.csv"))) {
      return lines.count() - 1;
    }
  }

  /**
   * The first names below a folder that lead to objects; folders that this server keeps on its disk
   * hold none.
   */
  private static List<String> names(String folder) throws IOException {
    Path root = s3.folder().resolve(folder);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).getName(0).toString())
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static Configuration configuration() {
    return SparkTest.session(environment()).sparkContext().hadoopConfiguration();
  }

  private static Map<String, String> environment() {
    return environment(s3);
  }

  private static Map<String, String> environment(S3Server server) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", server.accessKey(),
        "AWS_SECRET_ACCESS_KEY", server.secretKey(),
        "AWS_ENDPOINT_URL", server.endpoint().toString());
  }
}
