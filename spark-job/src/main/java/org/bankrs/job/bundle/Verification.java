package org.bankrs.job.bundle;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.evaluate.Evaluator;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ClassifierColumns;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/** Raw rows with Spark's own probabilities, which a service replays before it serves. */
public final class Verification {
  /** At most that many rows. */
  public static final int ROWS = 200;

  private Verification() {}

  /** One line of the file: raw texts by column name, probabilities in product order. */
  public record Line(Map<String, String> row, List<Double> probabilities) {}

  /** The lines of a month: customers whose raw texts were kept, by their numbers. */
  public static String lines(Panel panel, SnapshotMonth month, PipelineModel pipeline) {
    Dataset<Row> sample =
        panel
            .labelled(month)
            .where(col(PanelSchema.RAW).isNotNull())
            .orderBy(PanelSchema.CUSTOMER)
            .limit(ROWS);
    Column[] columns =
        Stream.concat(
                Stream.of(col(PanelSchema.RAW)),
                Product.ALL.stream().map(p -> col(ClassifierColumns.probability(p))))
            .toArray(Column[]::new);
    return pipeline.transform(sample).select(columns).collectAsList().stream()
        .map(
            row ->
                new Line(
                    rawRow(row.getList(0)),
                    Arrays.stream(Evaluator.probabilities(row, 1)).boxed().toList()))
        .map(Json::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Raw texts by column name; empty ones are left out. */
  public static Map<String, String> rawRow(List<String> texts) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).isEmpty()) {
        row.put(RawSchema.NAMES.get(i), texts.get(i));
      }
    }
    return row;
  }
}
