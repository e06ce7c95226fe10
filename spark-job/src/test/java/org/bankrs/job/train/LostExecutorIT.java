package org.bankrs.job.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bankrs.gbt.MultilabelGbtClassifier;
import org.bankrs.testservices.SharedServers;
import org.bankrs.testservices.SparkCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An executor that dies in the midst of training changes nothing but the time. */
@Tag("services")
class LostExecutorIT {
  private static final Path JAR = Path.of("target", "bankrs-job.jar").toAbsolutePath();
  private static final int ROUNDS = 6;

  private static final SparkCluster CLUSTER = SharedServers.spark();
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    SparkSession.getActiveSession().foreach(LostExecutorIT::stopped);
    spark =
        SparkSession.builder()
            .master(CLUSTER.masterUrl())
            .config("spark.jars", JAR.toString())
            .config("spark.executor.memory", "1024m")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .getOrCreate();
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  private static SparkSession stopped(SparkSession session) {
    session.stop();
    return session;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2_000})
  void growsTheSameTrees(int sampleSize) {
    Dataset<Row> rows = rows();
    List<String> expected = trees(classifier(sampleSize), rows);

    List<ProcessHandle> killed = new ArrayList<>();
    MultilabelGbtClassifier disturbed = classifier(sampleSize);
    // Drawn rows are drawn three times in all: after the first round two draws are left.
    int last = sampleSize == 0 ? ROUNDS / 2 : 1;
    disturbed.setRoundListener(
        (done, all, growing, left) -> {
          if (done == last) {
            List<ProcessHandle> executors = CLUSTER.executors();
            assertThat(executors).hasSize(2);
            killed.add(executors.get(0));
            assertThat(executors.get(0).destroyForcibly()).isTrue();
          }
        });
    assertThat(trees(disturbed, rows)).isEqualTo(expected);
    assertThat(killed).hasSize(1).noneMatch(ProcessHandle::isAlive);
  }

  /** Deterministic rows, made where they are needed, so that a lost part is made again. */
  private static Dataset<Row> rows() {
    Dataset<Row> columns =
        spark
            .range(0, 20_000, 1, 4)
            .selectExpr(
                "cast(pmod(hash(id, 1), 1000) as double) as a",
                "cast(pmod(hash(id, 2), 7) as double) as b",
                "pmod(hash(id, 3), 1000) < pmod(hash(id, 1), 1000) / 8 as x",
                "pmod(hash(id, 4), 100) < pmod(hash(id, 2), 7) as y")
            .selectExpr("a", "b", "cast(x as int) + 2 * cast(y as int) as labels");
    return new VectorAssembler()
        .setInputCols(new String[] {"a", "b"})
        .setOutputCol("features")
        .transform(columns);
  }

  private static MultilabelGbtClassifier classifier(int sampleSize) {
    return new MultilabelGbtClassifier()
        .setLabelNames(new String[] {"x", "y"})
        .setMaxIter(ROUNDS)
        .setSampleSize(sampleSize);
  }

  private static List<String> trees(MultilabelGbtClassifier classifier, Dataset<Row> rows) {
    return classifier.fit(rows).models().stream()
        .flatMap(model -> Stream.of(model.trees()))
        .map(tree -> tree.toDebugString().lines().skip(1).toList().toString())
        .toList();
  }
}
