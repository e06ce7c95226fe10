package org.bankrs.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.source.Source;
import org.bankrs.schema.RawSchema;
import org.bankrs.testservices.PostgresServer;
import org.bankrs.testservices.S3Server;
import org.bankrs.testservices.SharedServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows give the same model, byte for byte in its trees, wherever they are read from. */
@Tag("services")
class SourcesGiveOneModelTest {
  /** The columns that a bank's warehouse would not keep as text. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("fecha_dato", "date"),
          Map.entry("ncodpers", "bigint"),
          Map.entry("age", "int"),
          Map.entry("fecha_alta", "date"),
          Map.entry("ind_nuevo", "smallint"),
          Map.entry("antiguedad", "int"),
          Map.entry("indrel", "smallint"),
          Map.entry("ult_fec_cli_1t", "date"),
          Map.entry("tipodom", "smallint"),
          Map.entry("cod_prov", "smallint"),
          Map.entry("ind_actividad_cliente", "smallint"),
          Map.entry("renta", "double precision"));

  private static PostgresServer postgres;
  private static S3Server s3;
  private static SparkSession session;
  private static String dataDigest;
  private static List<String> learnedFromCsv;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws SQLException {
    Path model = TestBank.model();
    postgres = SharedServers.postgres().createDatabase("one_model");
    s3 = SharedServers.s3();
    session =
        SparkTest.session(
            Map.of(
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey(),
                "AWS_ENDPOINT_URL", s3.endpoint().toString()));
    Bundle bundle = Bundle.open(session.sparkContext().hadoopConfiguration(), model.toString());
    dataDigest = bundle.manifest().dataDigest();
    learnedFromCsv = ModelText.of(bundle.pipeline());
  }

  @AfterAll
  static void end() {
    session.stop();
  }

  @Test
  void csvHasTrees() {
    assertThat(learnedFromCsv).hasSize(3 + 24);
    assertThat(learnedFromCsv).anySatisfy(text -> assertThat(text).contains("If (feature"));
  }

  @Test
  void parquetWithTypedColumnsInAnotherOrder() {
    List<String> columns = new ArrayList<>(RawSchema.NAMES);
    Collections.shuffle(columns, new Random(1));
    Dataset<Row> texts = session.read().option("header", "true").csv(TestBank.rawFile().toString());
    String parquet = folder.resolve("raw").toString();
    texts
        .selectExpr(
            columns.stream()
                .map(c -> typed(c).replace("double precision", "double"))
                .toArray(String[]::new))
        .repartition(3)
        .write()
        .parquet(parquet);

    assertSameModel(Source.of(parquet, Optional.empty(), Map.of()));
  }

  @Test
  void s3WithOneObjectForEachMonth() throws IOException {
    s3.createBucket("raw");
    org.apache.hadoop.fs.Path bucket = new org.apache.hadoop.fs.Path("s3a://raw/");
    FileSystem system = bucket.getFileSystem(session.sparkContext().hadoopConfiguration());
    for (String name : TestBank.rawFolder().toFile().list()) {
      system.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(TestBank.rawFolder().resolve(name).toUri()), bucket);
    }

    assertSameModel(Source.of("s3a://raw/2015-*.csv", Optional.empty(), Map.of()));
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
    createTable("typed", SourcesGiveOneModelTest::type);
    execute(
        "INSERT INTO typed SELECT %s FROM staging"
            .formatted(
                RawSchema.NAMES.stream()
                    .map(SourcesGiveOneModelTest::typed)
                    .collect(Collectors.joining(", "))));

    assertSameModel(table("typed"));
  }

  private void assertSameModel(Source source) {
    String out = folder.resolve("model").toString();

    TrainingResult result = Training.run(session, TestBank.request(source, out), TestBank.silent());

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

  private static String type(String column) {
    return TYPES.getOrDefault(column, column.endsWith("_ult1") ? "smallint" : "text");
  }

  /** A column of texts as its type, in SQL that Spark and PostgreSQL share. */
  private static String typed(String column) {
    String type = type(column);
    String text = "nullif(nullif(trim(%s), 'NA'), '')".formatted(column);
    String value =
        switch (type) {
          case "text" -> column;
          case "date" -> "cast(%s as date)".formatted(text);
          // By way of a decimal, since whole numbers come as 1.0 too.
          case "double precision" -> "cast(%s as double precision)".formatted(text);
          default -> "cast(cast(%s as decimal(12, 2)) as %s)".formatted(text, type);
        };
    return value + " AS " + column;
  }
}
