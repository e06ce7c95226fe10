package org.bankrs.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.fixtures.SmallTraining;
import org.bankrs.job.source.Source;
import org.bankrs.schema.RawSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training from Parquet files with typed columns in another order, of the rows that gave the test
 * bank's model from a CSV file.
 */
class TrainingTest {
  @TempDir static Path folder;

  private static TrainingResult result;
  private static int scans;
  private static int cachedAfterwards;

  @BeforeAll
  static void train() throws TimeoutException {
    SparkSession session = SparkTest.session();
    Source source = Source.of(parquet(session), Optional.empty(), Map.of());
    int cachedBefore = session.sparkContext().getPersistentRDDs().size();
    try (SparkTest.Scans counter = new SparkTest.Scans(session)) {
      result =
          Training.run(
              session,
              SmallTraining.request(source, folder.resolve("model").toString()),
              TestBank.silent());
      scans = counter.count();
    }
    cachedAfterwards = session.sparkContext().getPersistentRDDs().size() - cachedBefore;
  }

  private static String parquet(SparkSession session) {
    List<String> columns = new ArrayList<>(RawSchema.NAMES);
    Collections.shuffle(columns, new Random(1));
    String parquet = folder.resolve("raw").toString();
    session
        .read()
        .option("header", "true")
        .csv(TestBank.rawFile().toString())
        .selectExpr(
            columns.stream()
                .map(name -> TypedColumns.typed(name).replace("double precision", "double"))
                .toArray(String[]::new))
        .repartition(3)
        .write()
        .parquet(parquet);
    return parquet;
  }

  @Test
  void readsTheSourceOnceInAll() {
    assertThat(scans).isEqualTo(1);
  }

  @Test
  void givesItsCacheBack() {
    assertThat(cachedAfterwards).isZero();
  }

  @Test
  void givesTheModelOfTheSameRowsInACsvFile() {
    Bundle csv = Bundle.open(new Configuration(), TestBank.model().toString());
    Bundle parquet = Bundle.open(new Configuration(), folder.resolve("model").toString());

    assertThat(result.manifest().dataDigest()).isEqualTo(csv.manifest().dataDigest());
    List<String> learned = ModelText.of(csv.pipeline());
    assertThat(learned).hasSize(3 + 24);
    assertThat(learned).anySatisfy(text -> assertThat(text).contains("If (feature"));
    assertThat(ModelText.of(parquet.pipeline())).isEqualTo(learned);
  }
}
