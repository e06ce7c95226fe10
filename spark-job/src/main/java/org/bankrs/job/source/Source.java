package org.bankrs.job.source;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where raw rows come from. */
public sealed interface Source permits FileSource, TableSource {
  /**
   * The column behind the 48 raw ones: the text of a line that has another number of fields, null
   * for a good one.
   */
  String MALFORMED = "_malformed";

  /**
   * The source of an address.
   *
   * @param uri a path, an s3a:// address (globs allowed), or jdbc:postgresql://...
   * @param table the table, for a database
   * @param environment where the database's user and password are looked up (PGUSER, PGPASSWORD)
   * @throws IllegalArgumentException when a database is given without a table or a file with one
   */
  static Source of(String uri, Optional<String> table, Map<String, String> environment) {
    boolean database = uri.startsWith("jdbc:");
    if (database && !uri.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "--source " + uri + ": expected jdbc:postgresql://HOST:PORT/DATABASE");
    }
    if (database && table.isEmpty()) {
      throw new IllegalArgumentException("--source " + uri + ": a database needs --table");
    }
    if (!database && table.isPresent()) {
      throw new IllegalArgumentException(
          "--table " + table.get() + ": only a database (jdbc:postgresql://...) has tables");
    }
    return database
        ? new TableSource(
            uri,
            table.get(),
            environment.getOrDefault("PGUSER", ""),
            environment.getOrDefault("PGPASSWORD", ""))
        : new FileSource(uri);
  }

  /**
   * The raw rows, not read yet: the 48 raw columns as text in file order, then {@link #MALFORMED}.
   *
   * @throws org.bankrs.job.DataRefusedException when the columns are not the 48 of the bank
   * @throws org.bankrs.job.SourceUnreadableException when there is nothing or no access
   */
  Dataset<Row> read(SparkSession session);

  /** The address without secrets. */
  String description();
}
