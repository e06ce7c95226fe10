package org.bankrs.testservices;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL, which refuses a wrong password, seen from one of its databases: an empty one in
 * UTF-8 at first, others by {@link #createDatabase}.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final String USER = "postgres";
  private static final String PASSWORD = "test-password";
  private static final String DATABASE = "postgres";

  private final ServerHome home;
  private final int port;
  private final String database;

  private PostgresServer(ServerHome home, int port, String database) {
    this.home = home;
    this.port = port;
    this.database = database;
  }

  /**
   * Starts a server with an empty database.
   *
   * @throws ServiceException with its output when it does not come up
   */
  public static PostgresServer start() {
    return ServerHome.start("postgres", 1, (home, ports) -> start(home, ports.get(0)));
  }

  private static PostgresServer start(ServerHome home, int port) throws IOException {
    Path data = home.folder().resolve("data");
    Path log = home.write("postgres.log", "");
    EmbeddedPostgres postgres;
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setLocaleConfig("encoding", "UTF8")
              // TCP is enough; the socket file would lie in a shared folder.
              .setServerConfig("unix_socket_directories", "")
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_TIMEOUT)
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException | RuntimeException e) {
      throw new ServiceException("PostgreSQL did not start:\n" + Files.readString(log), e);
    }
    home.attach(postgres);
    PostgresServer server = new PostgresServer(home, port, DATABASE);
    server.demandPassword(data);
    return server;
  }

  /** A new server trusts every local connection; from here on it asks for the password. */
  private void demandPassword(Path data) throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER USER " + USER + " PASSWORD '" + PASSWORD + "'");
      Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new ServiceException("PostgreSQL did not take its password", e);
    }
  }

  /**
   * Makes an empty database beside the others.
   *
   * @param name one that no other test takes
   * @return the same server, whose connections and address lead to that database
   */
  public PostgresServer createDatabase(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new PostgresServer(home, port, name);
  }

  /** The database's address, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The one user. */
  public String user() {
    return USER;
  }

  /** The user's password. */
  public String password() {
    return PASSWORD;
  }

  /** A new connection, which the caller closes. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), USER, PASSWORD);
  }

  /**
   * Appends the rows of a CSV file to a table.
   *
   * @param table an existing table with as many columns as the file, in the same order
   * @param csvFile UTF-8, with a header line; an empty field without quotes becomes NULL
   * @return how many rows were added
   * @throws SQLException when a row does not fit the table; then none is added
   */
  public long copyCsv(String table, Path csvFile) throws SQLException {
    try (Connection connection = connect();
        InputStream rows = Files.newInputStream(csvFile)) {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY " + table + " FROM STDIN WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')",
              rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The server's first process, which put itself into the background, as the file that it keeps
   * names it.
   */
  ProcessHandle process() throws IOException {
    String pid = Files.readAllLines(home.folder().resolve("data/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  @Override
  public void close() {
    home.close();
  }
}
