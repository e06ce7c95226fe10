package org.bankrs.job.panel;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bankrs.schema.Feature;
import org.bankrs.schema.History;
import org.bankrs.schema.HistoryFeatures;

/**
 * The columns of {@link HistoryFeatures}. The panel holds a customer's months as bit masks, a few
 * numbers a row; the columns, over two hundred, are made where they are read and never stored.
 */
public final class HistoryColumns {
  private static final int FEATURES = HistoryFeatures.ALL.size();

  private HistoryColumns() {}

  /** Panel rows with the columns of history behind their own; null for missing. */
  public static Dataset<Row> add(Dataset<Row> panel, HistoryDepth depth) {
    StructType schema = panel.schema();
    int history = schema.fieldIndex(PanelSchema.HISTORY);
    int customer = schema.fieldIndex(PanelSchema.CUSTOMER);
    int month = schema.fieldIndex(PanelSchema.MONTH);
    for (Feature feature : HistoryFeatures.ALL) {
      schema = schema.add(feature.name(), DataTypes.DoubleType, true);
    }
    MapFunction<Row, Row> adding =
        row -> {
          int earlier = depth.earlierMonths(row.getLong(customer), row.getInt(month));
          return with(row, history(row, history).last(earlier));
        };
    return panel.map(adding, Encoders.row(schema));
  }

  /**
   * The history of a panel row.
   *
   * @param field the place of its column {@link PanelSchema#HISTORY}
   */
  public static History history(Row row, int field) {
    return History.unpacked(
        row.<Integer>getList(field).stream().mapToInt(Integer::intValue).toArray());
  }

  private static Row with(Row row, History history) {
    double[] features = new double[FEATURES];
    HistoryFeatures.fill(history, features);
    Object[] fields = new Object[row.size() + FEATURES];
    for (int i = 0; i < row.size(); i++) {
      fields[i] = row.get(i);
    }
    for (int i = 0; i < FEATURES; i++) {
      fields[row.size() + i] = Double.isNaN(features[i]) ? null : (Object) features[i];
    }
    return RowFactory.create(fields);
  }
}
