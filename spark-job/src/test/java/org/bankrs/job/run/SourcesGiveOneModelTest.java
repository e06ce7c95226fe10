package org.bankrs.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.fixtures.SmallTraining;
import org.bankrs.job.source.Source;
import org.bankrs.schema.RawSchema;
import org.bankrs.testservices.PostgresServer;
import org.bankrs.testservices.SharedServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same rows give the same model, byte for byte in its trees, from PostgreSQL as from a CSV
 * file; {@link TrainingTest} shows it of Parquet, S3Test of objects in S3.
 */
@Tag("services")
class SourcesGiveOneModelTest {
  private static PostgresServer postgres;
  private static SparkSession session;
  private static String dataDigest;
  private static List<String> learnedFromCsv;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws SQLException {
    postgres = SharedServers.postgres().createDatabase("one_model");
    session = SparkTest.session();
    Bundle bundle =
        Bundle.open(session.sparkContext().hadoopConfiguration(), TestBank.model().toString());
    dataDigest = bundle.manifest().dataDigest();
    learnedFromCsv = ModelText.of(bundle.pipeline());
  }

  @Test
  void postgresWithColumnsOfText() throws SQLException {
    createTable("texts", name -> "text");
    postgres.copyCsv("texts", TestBank.rawFile());

    assertSameModel(table("texts"));
  }

  @Test
  void postgresWithTypedColumns() throws SQLException {
    createTable("staging", name -> "text");
    postgres.copyCsv("staging", TestBank.rawFile());
    createTable("typed", TypedColumns::type);
    execute(
        "INSERT INTO typed SELECT %s FROM staging"
            .formatted(
                RawSchema.NAMES.stream()
                    .map(TypedColumns::typed)
                    .collect(Collectors.joining(", "))));

    assertSameModel(table("typed"));
  }

  private void assertSameModel(Source source) {
    String out = folder.resolve("model").toString();

    TrainingResult result =
        Training.run(session, SmallTraining.request(source, out), TestBank.silent());

    assertThat(result.manifest().dataDigest()).isEqualTo(dataDigest);
    assertThat(ModelText.of(PipelineModel.load(out + "/pipeline"))).isEqualTo(learnedFromCsv);
  }

  private static Source table(String name) {
    return Source.of(
        postgres.jdbcUrl(),
        Optional.of(name),
        Map.of("PGUSER", postgres.user(), "PGPASSWORD", postgres.password()));
  }

  private static void createTable(String table, UnaryOperator<String> type) throws SQLException {
    execute(
        "CREATE TABLE %s (%s)"
            .formatted(
                table,
                RawSchema.NAMES.stream()
                    .map(name -> name + " " + type.apply(name))
                    .collect(Collectors.joining(", "))));
  }

  private static void execute(String statement) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
