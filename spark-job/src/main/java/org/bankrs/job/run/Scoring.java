package org.bankrs.job.run;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.SnapshotMonth;

/** Batch scoring: what each customer of the newest month may newly take. */
public final class Scoring {
  private static final int PRODUCTS = Product.ALL.size();

  private Scoring() {}

  /**
   * Scores the customers of the panel's newest month.
   *
   * @return customer's number, month, the probability of each product by its code (null where the
   *     customer holds it), and {@code recommended}: the codes of the seven most probable ones,
   *     most probable first
   */
  public static Dataset<Row> newestMonth(Panel panel, Bundle bundle) {
    List<SnapshotMonth> months = panel.summary().months();
    SnapshotMonth newest = months.get(months.size() - 1);
    String month = newest.toString();
    return ModelPipeline.score(
            bundle.pipeline(),
            panel.rows().where(col(PanelSchema.MONTH).equalTo(newest.index())),
            List.of(PanelSchema.CUSTOMER, PanelSchema.HELD))
        .map((MapFunction<Row, Row>) row -> scored(row, month), Encoders.row(schema()));
  }

  /**
   * Writes scored rows: CSV with a header for an address that ends in .csv, Parquet otherwise;
   * refuses to overwrite.
   */
  public static void write(Dataset<Row> scored, String out) {
    if (out.endsWith(".csv")) {
      scored.write().mode(SaveMode.ErrorIfExists).option("header", "true").csv(out);
    } else {
      scored.write().mode(SaveMode.ErrorIfExists).parquet(out);
    }
  }

  private static StructType schema() {
    StructType schema =
        new StructType()
            .add(ProfileColumn.CUSTOMER.column(), DataTypes.LongType, false)
            .add("month", DataTypes.StringType, false);
    for (Product product : Product.ALL) {
      schema = schema.add(product.code(), DataTypes.DoubleType, true);
    }
    return schema.add("recommended", DataTypes.StringType, false);
  }

  private static Row scored(Row row, String month) {
    double[] probabilities = ModelPipeline.probabilities(row, 2);
    int held = row.getInt(1);
    Object[] fields = new Object[PRODUCTS + 3];
    fields[0] = row.getLong(0);
    fields[1] = month;
    for (int k = 0; k < PRODUCTS; k++) {
      fields[k + 2] = (held >>> k & 1) == 0 ? probabilities[k] : null;
    }
    fields[PRODUCTS + 2] = String.join(" ", ranked(probabilities, held));
    return RowFactory.create(fields);
  }

  private static List<String> ranked(double[] probabilities, int held) {
    List<Integer> products = new ArrayList<>();
    for (int k = 0; k < PRODUCTS; k++) {
      if ((held >>> k & 1) == 0) {
        products.add(k);
      }
    }
    products.sort((a, b) -> Double.compare(probabilities[b], probabilities[a]));
    return products.stream().limit(Tally.RANKED).map(k -> Product.ALL.get(k).code()).toList();
  }
}
