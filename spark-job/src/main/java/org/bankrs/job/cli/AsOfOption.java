package org.bankrs.job.cli;

import java.time.LocalDate;
import java.util.Optional;
import org.bankrs.schema.SnapshotMonth;
import picocli.CommandLine.Option;

/** The newest month to look at. */
final class AsOfOption {
  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "Leave out rows of later months.")
  private Optional<LocalDate> asOf = Optional.empty();

  Optional<SnapshotMonth> month() {
    return asOf.map(d -> SnapshotMonth.of(d.getYear(), d.getMonthValue()));
  }
}
