package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.cli.Job.Outcome;
import org.bankrs.job.run.ModelText;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.S3Server;
import org.bankrs.testservices.SharedServers;
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
  private static final String BUCKET = "s3-test";
  private static final String MODEL = "s3a://s3-test/models/first";
  private static final int BEFORE_LAST = Integer.MAX_VALUE - 1;
  private static final int LAST = Integer.MAX_VALUE;

  private static final S3Server S3 = SharedServers.s3();

  @BeforeAll
  static void trainFromS3IntoS3() throws IOException {
    S3.createBucket(BUCKET);
    S3.createBucket("s3-test-raw");
    org.apache.hadoop.fs.Path bucket = new org.apache.hadoop.fs.Path("s3a://s3-test-raw/");
    FileSystem system = bucket.getFileSystem(configuration());
    for (String name : TestBank.rawFolder().toFile().list()) {
      system.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(TestBank.rawFolder().resolve(name).toUri()), bucket);
    }
    assertThat(Job.train(environment(), "s3a://s3-test-raw/2015-*.csv", MODEL, "--trainer=mllib"))
        .isEqualTo(new Outcome(0, ""));
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
    assertThat(names("s3-test/models"))
        .as("nothing is left of the temporary names")
        .containsExactly("first", "first.run");
    assertThat(names("s3-test/models/first.run")).containsExactly("run.json", "sample.csv");
  }

  @Test
  void aBundleWithAChangedObjectIsRefused() throws IOException {
    String copy = "s3-test/models/damaged";
    Path from = S3.folder().resolve("s3-test/models/first");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        // The attributes hold what the server knows of an object beside its content.
        Files.copy(
            file,
            S3.folder().resolve(copy).resolve(from.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.writeString(S3.folder().resolve(copy).resolve("reference.json"), "{}");

    Outcome outcome = Job.run(environment(), "verify", "--model", "s3a://" + copy);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.message()).contains("s3a://" + copy, "reference.json", "checksum");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scores", "scores.csv"})
  void scoresAreCommittedWithoutRenaming(String name) throws IOException {
    String out = "s3a://s3-test/" + name;

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

    assertThat(S3.folder().resolve(BUCKET).resolve(name).resolve("_SUCCESS"))
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
    S3.createBucket("locked");
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("AWS_SECRET_ACCESS_KEY", "wrong");

    Outcome outcome = Job.train(environment, TestBank.rawFile().toString(), "s3a://locked/model");

    assertRefused(outcome, "s3a://locked/model", "denied");
    assertThat(S3.folder().resolve("locked")).isEmptyDirectory();
  }

  @Test
  void aBucketThatDoesNotExistIsToldAsPlaceOfTheBundle() {
    Outcome outcome =
        Job.train(environment(), TestBank.rawFile().toString(), "s3a://nowhere/model");

    assertRefused(outcome, "s3a://nowhere/model", "bucket");
    assertThat(S3.folder().resolve("nowhere")).doesNotExist();
  }

  @Test
  void aBucketThatDoesNotExistIsToldAsSource() {
    Outcome outcome = Job.train(environment(), "s3a://nowhere/raw.csv", "s3a://s3-test/never");

    assertRefused(outcome, "s3a://nowhere/raw.csv", "bucket");
    assertThat(S3.folder().resolve("s3-test/never")).doesNotExist();
    assertThat(S3.folder().resolve("s3-test/never.run")).doesNotExist();
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
    Eventually.await(
        "an object in " + folder, Duration.ofMinutes(5), () -> folder.toFile().list().length > 0);
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
    Path root = S3.folder().resolve(folder);
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
    return environment(S3);
  }

  private static Map<String, String> environment(S3Server server) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", server.accessKey(),
        "AWS_SECRET_ACCESS_KEY", server.secretKey(),
        "AWS_ENDPOINT_URL", server.endpoint().toString());
  }
}
