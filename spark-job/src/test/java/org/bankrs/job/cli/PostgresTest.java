package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import org.bankrs.job.cli.Job.Outcome;
import org.bankrs.schema.RawSchema;
import org.bankrs.testservices.PostgresServer;
import org.bankrs.testservices.SharedServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when a table cannot be used. */
@Tag("services")
class PostgresTest {
  private static PostgresServer postgres;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws SQLException {
    postgres = SharedServers.postgres().createDatabase("postgres_test");
    String columns =
        RawSchema.NAMES.stream()
            .filter(name -> !name.equals("renta"))
            .map(name -> name + " text")
            .collect(Collectors.joining(", "));
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE without_income (" + columns + ")");
    }
  }

  @Test
  void aTableThatDoesNotExist() {
    assertRefused(train(postgres.password(), "nowhere"), 1, "there is no table nowhere");
  }

  @Test
  void aWrongPassword() {
    Outcome outcome = train("wrong", "without_income");

    assertRefused(outcome, 1, "PGPASSWORD");
    assertThat(outcome.message()).contains(postgres.jdbcUrl()).doesNotContain("\"wrong\"");
  }

  @Test
  void aServerThatDoesNotAnswer() {
    assertRefused(
        Job.train(
            Map.of(),
            "jdbc:postgresql://127.0.0.1:1/bank",
            folder.resolve("model").toString(),
            "--table=rows"),
        1,
        "the server does not answer");
  }

  @Test
  void aMissingColumn() {
    assertRefused(
        train(postgres.password(), "without_income"),
        3,
        "missing column",
        "without_income",
        "renta");
  }

  private Outcome train(String password, String table) {
    return Job.train(
        Map.of("PGUSER", postgres.user(), "PGPASSWORD", password),
        postgres.jdbcUrl(),
        folder.resolve("model").toString(),
        "--table=" + table);
  }

  private void assertRefused(Outcome outcome, int exitCode, String... words) {
    assertThat(outcome.message()).startsWith("bankrs: ").contains(words);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(folder).as("nothing is written").isEmptyDirectory();
  }
}
