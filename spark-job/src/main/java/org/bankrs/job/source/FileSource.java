package org.bankrs.job.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.schema.RawSchema;

/**
 * CSV files as the bank delivers them, or Parquet files with the same columns in any order and of
 * any simple type.
 *
 * @param uri a file, a folder or a glob, local or on any file system that Hadoop knows
 */
record FileSource(String uri) implements Source {
  @Override
  public Dataset<Row> read(SparkSession session) {
    List<FileStatus> files = files(session);
    long parquet = files.stream().filter(f -> f.getPath().getName().endsWith(".parquet")).count();
    if (parquet != 0 && parquet != files.size()) {
      throw new SourceUnreadableException(
          "%s holds %d Parquet files and %d others: expected files of one kind"
              .formatted(uri, parquet, files.size() - parquet));
    }
    String[] paths = files.stream().map(f -> f.getPath().toString()).toArray(String[]::new);
    return parquet == 0 ? csv(session, files, paths) : parquet(session, paths);
  }

  @Override
  public String description() {
    return uri;
  }

  private Dataset<Row> csv(SparkSession session, List<FileStatus> files, String[] paths) {
    for (FileStatus file : files) {
      CsvHeader.check(session.sparkContext().hadoopConfiguration(), file.getPath());
    }
    StructType schema = new StructType();
    for (String name : RawSchema.NAMES) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return session
        .read()
        .schema(schema.add(MALFORMED, DataTypes.StringType))
        .option("header", "true")
        .option("mode", "PERMISSIVE")
        .option("columnNameOfCorruptRecord", MALFORMED)
        .csv(paths);
  }

  private Dataset<Row> parquet(SparkSession session, String[] paths) {
    Dataset<Row> rows = session.read().parquet(paths);
    Columns.requireNames(uri, Arrays.asList(rows.columns()));
    return asText(rows);
  }

  /** The 48 columns in file order, cast to text. */
  static Dataset<Row> asText(Dataset<Row> rows) {
    Column[] columns =
        Stream.concat(
                RawSchema.NAMES.stream().map(name -> col(name).cast(DataTypes.StringType)),
                Stream.of(lit(null).cast(DataTypes.StringType).as(MALFORMED)))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private List<FileStatus> files(SparkSession session) {
    Path path = new Path(uri);
    try {
      FileSystem system = path.getFileSystem(session.sparkContext().hadoopConfiguration());
      FileStatus[] matches = system.globStatus(path);
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        collect(system, match, files);
      }
      if (files.isEmpty()) {
        throw new SourceUnreadableException("no file at " + uri);
      }
      files.sort((a, b) -> a.getPath().compareTo(b.getPath()));
      return files;
    } catch (FileNotFoundException e) {
      throw new SourceUnreadableException("no file at " + uri + ": " + e.getMessage(), e);
    } catch (AccessDeniedException e) {
      throw new SourceUnreadableException(
          "access to " + uri + " was denied: check the credentials in the environment", e);
    } catch (IOException e) {
      throw new SourceUnreadableException("cannot read " + uri + ": " + e.getMessage(), e);
    }
  }

  private static void collect(FileSystem system, FileStatus status, List<FileStatus> files)
      throws IOException {
    String name = status.getPath().getName();
    if (name.startsWith("_") || name.startsWith(".")) {
      return;
    }
    if (status.isDirectory()) {
      for (FileStatus child : system.listStatus(status.getPath())) {
        collect(system, child, files);
      }
    } else {
      files.add(status);
    }
  }
}
