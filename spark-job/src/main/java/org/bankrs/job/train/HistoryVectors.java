package org.bankrs.job.train;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.bankrs.job.panel.HistoryColumns;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.schema.History;
import org.bankrs.schema.HistoryFeatures;

/**
 * The feature vectors of a preprocessing that reads history, made without its over two hundred
 * columns: the same numbers, several times as fast. For training, which needs the vectors of all
 * rows, and for measuring; what is saved are the stock stages, and a test compares the two.
 */
final class HistoryVectors {
  private static final List<String> READ =
      List.of(PanelSchema.HISTORY, PanelSchema.CUSTOMER, PanelSchema.MONTH);

  private HistoryVectors() {}

  /**
   * Panel rows with the column of features, whose attributes are not said.
   *
   * @param columns of the panel, which come along
   */
  static Dataset<Row> add(
      PipelineModel preprocessing, Dataset<Row> panel, HistoryDepth depth, List<String> columns) {
    Set<String> read = new LinkedHashSet<>(READ);
    read.addAll(columns);
    Dataset<Row> ofMonth =
        Preprocessing.withoutHistory(preprocessing)
            .transform(panel)
            .select(Preprocessing.FEATURES, read.toArray(String[]::new));
    StructType schema = ofMonth.schema();
    MapFunction<Row, Row> appending =
        row -> {
          int earlier = depth.earlierMonths(row.getLong(2), row.getInt(3));
          Object[] fields = new Object[row.size()];
          fields[0] = appended(row.getAs(0), HistoryColumns.history(row, 1).last(earlier));
          for (int i = 1; i < fields.length; i++) {
            fields[i] = row.get(i);
          }
          return RowFactory.create(fields);
        };
    return ofMonth.map(appending, Encoders.row(schema));
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
}
