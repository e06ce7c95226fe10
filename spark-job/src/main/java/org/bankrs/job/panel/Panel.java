package org.bankrs.job.panel;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.bankrs.job.source.Source;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.SnapshotMonth;

/**
 * All rows of a source, checked, cleaned, labelled and cached: one row a customer and month, with
 * the columns of {@link PanelSchema}.
 *
 * <p>The source is read once. The rows are spread by a hash of the customer and sorted by customer
 * and month, so that the same rows give the same panel whatever their order and wherever they came
 * from.
 *
 * @param rows the cached rows
 * @param summary counts over them
 */
public record Panel(Dataset<Row> rows, PanelSummary summary) implements AutoCloseable {
  /** The share of a profile column's values that may be unreadable before the data are refused. */
  public static final double MAX_UNREADABLE = 0.01;

  /**
   * Reads and checks a source.
   *
   * @param asOf the newest month to use; later rows are left out as if they were not there
   * @param partitions how many parts; part of what makes a model reproducible
   * @param minMonths how many months in a row the work needs
   * @throws org.bankrs.job.DataRefusedException when a check fails; nothing stays cached
   */
  public static Panel read(
      SparkSession session,
      Source source,
      Optional<SnapshotMonth> asOf,
      int partitions,
      int minMonths) {
    Dataset<Row> cleaned =
        source.read(session).map(new CleanRow(), Encoders.row(PanelSchema.cleaned()));
    if (asOf.isPresent()) {
      // Rows without a month stay, so that they are refused and not passed over.
      cleaned =
          cleaned.where(
              col(PanelSchema.MONTH)
                  .leq(asOf.get().index())
                  .or(col(PanelSchema.MONTH).equalTo(CustomerMonth.NO_DATE)));
    }
    Dataset<Row> rows =
        cleaned
            .repartition(partitions, col(PanelSchema.CUSTOMER))
            .sortWithinPartitions(PanelSchema.CUSTOMER, PanelSchema.MONTH)
            .mapPartitions(new LabelRows(), Encoders.row(PanelSchema.panel()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Panel panel = new Panel(rows, summarise(rows));
    try {
      PanelChecks.require(panel.summary, source.description(), MAX_UNREADABLE, minMonths);
    } catch (RuntimeException e) {
      panel.close();
      throw e;
    }
    return panel;
  }

  /** Raw rows as panel rows, neither checked nor cached: for a few rows known to be good. */
  public static Dataset<Row> unchecked(Dataset<Row> raw) {
    return raw.map(new CleanRow(), Encoders.row(PanelSchema.cleaned()))
        .repartition(col(PanelSchema.CUSTOMER))
        .sortWithinPartitions(PanelSchema.CUSTOMER, PanelSchema.MONTH)
        .mapPartitions(new LabelRows(), Encoders.row(PanelSchema.panel()));
  }

  private static PanelSummary summarise(Dataset<Row> rows) {
    return rows.javaRDD().treeAggregate(new PanelSummary(), PanelSummary::add, PanelSummary::merge);
  }

  /** The labelled rows of a month. */
  public Dataset<Row> labelled(SnapshotMonth month) {
    return rows.where(col(PanelSchema.LABELLED).and(col(PanelSchema.MONTH).equalTo(month.index())));
  }

  /** The labelled rows of all months up to one. */
  public Dataset<Row> labelledUpTo(SnapshotMonth last) {
    return rows.where(col(PanelSchema.LABELLED).and(col(PanelSchema.MONTH).leq(last.index())));
  }

  /** The labelled rows of some months. */
  public Dataset<Row> labelled(List<SnapshotMonth> months) {
    Object[] indexes = months.stream().map(SnapshotMonth::index).toArray();
    return rows.where(col(PanelSchema.LABELLED).and(col(PanelSchema.MONTH).isin(indexes)));
  }

  /** Gives the cached rows back. */
  @Override
  public void close() {
    rows.unpersist(true);
  }
}
