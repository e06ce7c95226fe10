package org.bankrs.job.source;

import static org.apache.spark.sql.functions.col;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.bankrs.job.DataRefusedException;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.schema.ProfileColumn;

/**
 * A table of PostgreSQL, read in parallel by ranges of the customer's number.
 *
 * @param url jdbc:postgresql://...
 * @param table its name, with or without a schema
 */
record TableSource(String url, String table, String user, String password) implements Source {
  private static final String KEY = ProfileColumn.CUSTOMER.column();
  private static final String FETCH_SIZE = "10000";

  @Override
  public Dataset<Row> read(SparkSession session) {
    Properties properties = properties();
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement()) {
      Map<String, Integer> types = columnTypes(statement);
      Columns.requireNames(description(), List.copyOf(types.keySet()));
      int partitions = Math.max(1, session.sparkContext().defaultParallelism());
      String[] ranges = ranges(statement, types, partitions);
      Dataset<Row> rows = session.read().jdbc(url, table, ranges, properties);
      return FileSource.asText(datesAsText(rows));
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  @Override
  public String description() {
    return url.replaceAll("\\?.*", "") + " table " + table;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("fetchsize", FETCH_SIZE);
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  private Map<String, Integer> columnTypes(Statement statement) throws SQLException {
    Map<String, Integer> types = new TreeMap<>();
    try (ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData columns = none.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.put(columns.getColumnName(i), columns.getColumnType(i));
      }
    }
    return types;
  }

  /** Conditions that part the rows, each row under exactly one of them. */
  private String[] ranges(Statement statement, Map<String, Integer> types, int partitions)
      throws SQLException {
    List<String> ranges = new ArrayList<>();
    boolean numeric =
        switch (types.get(KEY)) {
          case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DOUBLE -> true;
          default -> false;
        };
    if (!numeric) {
      for (int i = 0; i < partitions; i++) {
        ranges.add(
            "mod(abs(hashtext(coalesce(%s::text, ''))::bigint), %d) = %d"
                .formatted(KEY, partitions, i));
      }
      return ranges.toArray(String[]::new);
    }
    try (ResultSet bounds =
        statement.executeQuery("SELECT min(%s), max(%s) FROM %s".formatted(KEY, KEY, table))) {
      bounds.next();
      long low = bounds.getLong(1);
      long high = bounds.getLong(2);
      long step = Math.max(1, (high - low) / partitions + 1);
      for (int i = 0; i < partitions; i++) {
        String from = i == 0 ? "" : "%s >= %d".formatted(KEY, low + i * step);
        String to = i == partitions - 1 ? "" : "%s < %d".formatted(KEY, low + (i + 1) * step);
        String and = from.isEmpty() || to.isEmpty() ? "" : " AND ";
        String range = from + and + to;
        if (i == 0) {
          range = (range.isEmpty() ? "TRUE" : range) + " OR " + KEY + " IS NULL";
        }
        ranges.add(range);
      }
    }
    return ranges.toArray(String[]::new);
  }

  /** Time stamps at midnight are dates. */
  private static Dataset<Row> datesAsText(Dataset<Row> rows) {
    Dataset<Row> result = rows;
    for (StructField field : rows.schema().fields()) {
      if (field.dataType().equals(DataTypes.TimestampType)) {
        result =
            result.withColumn(field.name(), col(field.name()).cast(DataTypes.TimestampNTZType));
      }
    }
    return result;
  }

  private RuntimeException unreadable(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String reason =
        switch (state) {
          case "42P01" -> "there is no table " + table;
          case "3D000" -> "there is no such database";
          case "28P01", "28000" -> "the user or password was refused (PGUSER, PGPASSWORD)";
          case "42501" -> "the user may not read the table";
          case "08001" -> "the server does not answer";
          default -> String.valueOf(e.getMessage());
        };
    return "42703".equals(state)
        ? new DataRefusedException("columns", description(), reason, "the 48 of the bank")
        : new SourceUnreadableException("cannot read " + description() + ": " + reason, e);
  }
}
