package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("services")
class PostgresServerTest {
  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void nothingIsLeftAfterClose() throws Exception {
    List<ProcessHandle> processes = List.of(server.process());
    int port = URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
    server.close();
    Gone.assertGone(processes, port);
  }

  @Test
  void aCsvFileIsCopiedIntoATable(@TempDir Path folder) throws Exception {
    Path csv =
        Files.writeString(
            folder.resolve("rows.csv"),
            "ncodpers,nomprov,renta\n1,\"CORUÑA, A\", NA\n2,,87218.10\n");
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE customers (ncodpers bigint, nomprov text, renta text)");
      assertThat(server.copyCsv("customers", csv)).isEqualTo(2);
      try (ResultSet rows =
          statement.executeQuery("SELECT nomprov, renta FROM customers ORDER BY ncodpers")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("nomprov")).isEqualTo("CORUÑA, A");
        assertThat(rows.getString("renta")).isEqualTo(" NA");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("nomprov")).isNull();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void aRowThatDoesNotFitLeavesTheTableAsItWas(@TempDir Path folder) throws Exception {
    Path csv = Files.writeString(folder.resolve("rows.csv"), "n\n1\ntwo\n");
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE numbers (n bigint)");
      assertThatThrownBy(() -> server.copyCsv("numbers", csv))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("two");
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM numbers")) {
        count.next();
        assertThat(count.getLong(1)).isZero();
      }
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void databasesDoNotSeeEachOther() throws Exception {
    PostgresServer other = server.createDatabase("other");
    try (Connection here = server.connect();
        Statement statement = here.createStatement()) {
      statement.execute("CREATE TABLE of_one_test (n bigint)");
    }
    try (Connection there = other.connect();
        Statement statement = there.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT n FROM of_one_test"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("of_one_test");
    }
  }
}
