package org.bankrs.job.bundle;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/** Raw rows with Spark's own probabilities, which a service replays before it serves. */
public final class Verification {
  /** At most that many rows. */
  public static final int ROWS = 200;

  private Verification() {}

  /** Where a row keeps its customer's earlier rows, oldest first. */
  private static final String HISTORY = "history";

  /**
   * So that all ways of asking are replayed: half of the rows bring all earlier months there are,
   * the others few or none.
   */
  private static final HistoryDepth DEPTH = HistoryDepth.shortened(0.5, 1);

  /**
   * One line of the file.
   *
   * @param row raw texts by column name; for a model that looks at earlier months these are in the
   *     field "history", an array of such rows, oldest first
   * @param probabilities in product order
   */
  public record Line(Map<String, Object> row, List<Double> probabilities) {
    /** The raw texts of the row and of its earlier months by column name, the row last. */
    public List<Map<String, Object>> rows() {
      List<Map<String, Object>> rows = new ArrayList<>();
      if (row.get(HISTORY) instanceof List<?> earlier) {
        for (Object month : earlier) {
          Map<String, Object> texts = new LinkedHashMap<>();
          ((Map<?, ?>) month).forEach((name, text) -> texts.put(name.toString(), text));
          rows.add(texts);
        }
      }
      rows.add(row);
      return rows;
    }
  }

  /** The lines of a month: customers whose raw texts were kept, by their numbers. */
  public static String lines(Panel panel, SnapshotMonth month, PipelineModel pipeline) {
    Dataset<Row> sample =
        panel
            .labelled(month)
            .where(col(PanelSchema.RAW).isNotNull())
            .orderBy(PanelSchema.CUSTOMER)
            .limit(ROWS);
    Map<Long, List<Map<String, Object>>> earlier =
        ModelPipeline.readsHistory(pipeline) ? earlier(panel, sample, month) : Map.of();
    return ModelPipeline.replay(
            pipeline, sample, DEPTH, List.of(PanelSchema.RAW, PanelSchema.CUSTOMER))
        .stream()
        .map(
            scored -> {
              Map<String, Object> raw = new LinkedHashMap<>(rawRow(scored.row().getList(1)));
              List<Map<String, Object>> months =
                  earlier.getOrDefault(scored.row().getLong(2), List.of());
              if (!months.isEmpty()) {
                raw.put(HISTORY, months);
              }
              return new Line(raw, scored.probabilities());
            })
        .map(Json::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** By customer: the earlier rows that the customer's row may know, oldest first. */
  private static Map<Long, List<Map<String, Object>>> earlier(
      Panel panel, Dataset<Row> sample, SnapshotMonth month) {
    Object[] customers =
        sample.select(PanelSchema.CUSTOMER).collectAsList().stream()
            .map(row -> row.getLong(0))
            .toArray();
    Map<Long, List<Map<String, Object>>> earlier = new HashMap<>();
    panel
        .rows()
        .where(
            col(PanelSchema.CUSTOMER).isin(customers).and(col(PanelSchema.MONTH).lt(month.index())))
        .orderBy(PanelSchema.MONTH)
        .select(PanelSchema.CUSTOMER, PanelSchema.MONTH, PanelSchema.RAW)
        .collectAsList()
        .forEach(
            row -> {
              long customer = row.getLong(0);
              if (month.index() - row.getInt(1) <= DEPTH.earlierMonths(customer, month.index())) {
                earlier
                    .computeIfAbsent(customer, number -> new ArrayList<>())
                    .add(new LinkedHashMap<>(rawRow(row.getList(2))));
              }
            });
    return earlier;
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
