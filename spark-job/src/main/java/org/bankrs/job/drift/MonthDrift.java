package org.bankrs.job.drift;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.drift.DriftBins;
import org.bankrs.drift.DriftCounts;
import org.bankrs.drift.DriftLimits;
import org.bankrs.drift.DriftReport;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.schema.Feature;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.ProductSet;
import org.bankrs.schema.SnapshotMonth;

/**
 * The newest month of a panel, scored and counted in one pass, beside what a model learned from.
 */
public final class MonthDrift {
  private static final int FEATURES = Features.ALL.size();

  private MonthDrift() {}

  /**
   * Compares the newest month with a bundle's reference.
   *
   * @throws org.bankrs.job.SourceUnreadableException when the bundle has no readable reference
   */
  public static DriftReport newest(Panel panel, Bundle bundle, DriftLimits limits) {
    DriftBins bins =
        new DriftBins(
            ReferenceReader.of(
                panel.rows().sparkSession().sparkContext().hadoopConfiguration(), bundle));
    Dataset<Row> month =
        panel.rows().where(col(PanelSchema.MONTH).equalTo(newestMonth(panel).index()));
    List<String> columns =
        Stream.concat(Features.ALL.stream().map(Feature::name), Stream.of(PanelSchema.HELD))
            .toList();
    DriftCounts counts =
        ModelPipeline.score(bundle.pipeline(), month, columns)
            .javaRDD()
            .mapPartitions(rows -> List.of(count(bins, rows)).iterator())
            .treeReduce(DriftCounts::merge);
    return DriftReport.of(counts, limits);
  }

  /** The month that is compared. */
  public static SnapshotMonth newestMonth(Panel panel) {
    List<SnapshotMonth> months = panel.summary().months();
    return months.get(months.size() - 1);
  }

  private static DriftCounts count(DriftBins bins, Iterator<Row> rows) {
    DriftCounts counts = new DriftCounts(bins);
    while (rows.hasNext()) {
      Row row = rows.next();
      counts.add(
          features(row),
          new ProductSet(row.getInt(FEATURES)),
          ModelPipeline.probabilities(row, FEATURES + 1));
    }
    return counts;
  }

  private static FeatureRow features(Row row) {
    double[] numbers = new double[FEATURES];
    String[] categories = new String[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      boolean isCategory = Features.ALL.get(i).kind() == Feature.Kind.CATEGORY;
      numbers[i] = isCategory || row.isNullAt(i) ? Double.NaN : row.getDouble(i);
      categories[i] = !isCategory || row.isNullAt(i) ? "" : row.getString(i);
    }
    return FeatureRow.of(numbers, categories);
  }
}
