package org.bankrs.job.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.DataRefusedException;
import org.bankrs.job.Sessions;
import org.bankrs.job.source.Source;
import org.bankrs.schema.ProfileColumn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists a source's months. */
@Command(
    name = "months",
    description = "Lists the months of raw rows and how many rows each has.",
    mixinStandardHelpOptions = true)
final class MonthsCommand implements Callable<Integer> {
  private static final int MONTH_LENGTH = "2016-04".length();

  @ParentCommand private Main main;

  @Mixin private SourceOptions source;

  @Option(
      names = "--require",
      paramLabel = "YYYY-MM",
      description = "End with 3 when this month has no rows.")
  private Optional<String> required = Optional.empty();

  @Override
  public Integer call() {
    Source rows = source.source();
    Map<String, Long> months = Sessions.with(main.environment(), session -> months(session, rows));
    months.forEach((month, count) -> System.out.printf("%s %,12d%n", month, count));
    required.ifPresent(
        month -> {
          if (!months.containsKey(month)) {
            throw new DataRefusedException(
                "missing month",
                rows.description(),
                months.isEmpty() ? "no rows" : String.join(", ", months.keySet()),
                "rows of " + month);
          }
        });
    return ExitCode.DONE;
  }

  private static Map<String, Long> months(SparkSession session, Source source) {
    Map<String, Long> months = new TreeMap<>();
    for (Row row :
        source
            .read(session)
            .groupBy(substring(col(ProfileColumn.SNAPSHOT.column()), 1, MONTH_LENGTH))
            .count()
            .collectAsList()) {
      months.put(String.valueOf(row.getString(0)), row.getLong(1));
    }
    return months;
  }
}
