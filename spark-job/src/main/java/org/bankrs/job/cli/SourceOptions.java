package org.bankrs.job.cli;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.source.Source;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Where raw rows come from. */
final class SourceOptions {
  @ParentCommand private Main main;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "URI",
      description =
          "CSV or Parquet: a path or s3a:// address, globs allowed; or jdbc:postgresql://HOST/DATABASE."
              + " Credentials come from AWS_* or PGUSER and PGPASSWORD.")
  private String source;

  @Option(names = "--table", paramLabel = "NAME", description = "The table, for a database.")
  private Optional<String> table = Optional.empty();

  Source source() {
    return Source.of(source, table, main.environment());
  }

  /** The rows, read and checked, in two parts a core. */
  Panel panel(SparkSession session, AsOfOption asOf, int minMonths) {
    int partitions = 2 * session.sparkContext().defaultParallelism();
    return Panel.read(session, source(), asOf.month(), partitions, minMonths);
  }
}
