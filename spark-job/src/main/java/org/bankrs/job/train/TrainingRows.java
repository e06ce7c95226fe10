package org.bankrs.job.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.schema.SnapshotMonth;

/**
 * The rows that a trainer takes: features, held, acquired; with {@link #WEIGHT} where not all count
 * alike, and with {@link #VALIDATING} where the trainer watches the validation month.
 */
public final class TrainingRows {
  /** How often a row counts. */
  public static final String WEIGHT = "weight";

  /** Whether a row is of the validation month. */
  public static final String VALIDATING = "validating";

  private TrainingRows() {}

  /**
   * Rows of the training months, not cached.
   *
   * @param preprocessing fitted on the training months
   * @param watched whether the rows of the validation month come along
   * @param seed decides which rows get a shortened history
   */
  public static Dataset<Row> of(
      Panel panel,
      Split split,
      PipelineModel preprocessing,
      HistoryUse history,
      MonthChoice months,
      boolean watched,
      long seed) {
    List<SnapshotMonth> all = new ArrayList<>(split.train());
    List<Column> columns =
        new ArrayList<>(
            List.of(col(Preprocessing.FEATURES), col(PanelSchema.HELD), col(PanelSchema.ACQUIRED)));
    if (months.season() > 1) {
      int season = MonthChoice.season(split.test()).index();
      columns.add(
          when(col(PanelSchema.MONTH).equalTo(season), lit(months.season()))
              .otherwise(lit(1.0))
              .as(WEIGHT));
    }
    if (watched) {
      all.add(split.validation());
      columns.add(col(PanelSchema.MONTH).equalTo(split.validation().index()).as(VALIDATING));
    }
    HistoryDepth depth = HistoryDepth.shortened(history.shortened(), seed);
    Dataset<Row> rows = panel.labelled(all);
    return ModelPipeline.features(
            preprocessing,
            rows,
            depth,
            List.of(PanelSchema.MONTH, PanelSchema.HELD, PanelSchema.ACQUIRED))
        .select(columns.toArray(Column[]::new))
        .withMetadata(Preprocessing.FEATURES, attributes(preprocessing, rows));
  }

  /** What the stock stages say of the features: their names, and which are categories. */
  private static Metadata attributes(PipelineModel preprocessing, Dataset<Row> panel) {
    return ModelPipeline.transform(preprocessing, panel)
        .schema()
        .apply(Preprocessing.FEATURES)
        .metadata();
  }
}
