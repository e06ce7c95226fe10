package org.bankrs.job.train;

import java.util.Arrays;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.bankrs.job.panel.HistoryColumns;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.schema.History;
import org.bankrs.schema.HistoryFeatures;

/**
 * The feature vectors of a preprocessing that reads history, made without its over two hundred
 * columns: the same numbers, several times as fast. For training, which needs the vectors of all
 * rows; whatever scores runs the stock stages, and a test compares the two.
 */
final class HistoryVectors {
  private HistoryVectors() {}

  /** Panel rows with the column of features, beside columns of the panel and of earlier stages. */
  static Dataset<Row> add(PipelineModel preprocessing, Dataset<Row> panel, HistoryDepth depth) {
    Dataset<Row> ofMonth =
        Preprocessing.withoutHistory(preprocessing)
            .transform(panel)
            .select(
                Preprocessing.FEATURES,
                PanelSchema.HISTORY,
                PanelSchema.CUSTOMER,
                PanelSchema.MONTH,
                PanelSchema.HELD,
                PanelSchema.ACQUIRED);
    StructType schema = ofMonth.schema();
    MapFunction<Row, Row> appending =
        row -> {
          int earlier = depth.earlierMonths(row.getLong(2), row.getInt(3));
          History history = HistoryColumns.history(row, 1).last(earlier);
          return RowFactory.create(
              appended(row.getAs(0), history),
              row.get(1),
              row.get(2),
              row.get(3),
              row.get(4),
              row.get(5));
        };
    return ofMonth
        .map(appending, Encoders.row(schema))
        .withMetadata(Preprocessing.FEATURES, attributes(preprocessing, panel));
  }

  private static Vector appended(Vector ofMonth, History history) {
    double[] features = new double[HistoryFeatures.ALL.size()];
    HistoryFeatures.fill(history, features);
    int month = ofMonth.size();
    double[] all = Arrays.copyOf(ofMonth.toArray(), month + features.length);
    for (int i = 0; i < features.length; i++) {
      all[month + i] = Double.isNaN(features[i]) ? Preprocessing.NOT_KNOWN : features[i];
    }
    return Vectors.dense(all);
  }

  /** What the stock stages say of the features: their names, and which are categories. */
  private static Metadata attributes(PipelineModel preprocessing, Dataset<Row> panel) {
    return ModelPipeline.transform(preprocessing, panel)
        .schema()
        .apply(Preprocessing.FEATURES)
        .metadata();
  }
}
