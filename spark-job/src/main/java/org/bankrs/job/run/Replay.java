package org.bankrs.job.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.bundle.Verification;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.source.Source;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/**
 * Verifies a bundle: every file by its checksum, then the verification rows through Spark once
 * more.
 */
public final class Replay {
  /** The largest difference of a probability that passes. */
  public static final double TOLERANCE = 1e-12;

  private Replay() {}

  /** What was found. */
  public record Result(List<String> problems, int rows, double largestDifference) {}

  /** Verifies a bundle; problems are empty for a good one. */
  public static Result verify(SparkSession session, Bundle bundle) {
    List<String> damages = bundle.damages(session.sparkContext().hadoopConfiguration());
    return damages.isEmpty()
        ? replay(session, bundle, bundle.pipeline())
        : new Result(damages, 0, Double.NaN);
  }

  /** Replays the rows of a bundle whose files are as they should be. */
  public static Result replay(SparkSession session, Bundle bundle, PipelineModel pipeline) {
    Configuration configuration = session.sparkContext().hadoopConfiguration();
    List<String> problems = new ArrayList<>();
    List<Verification.Line> lines = lines(configuration, bundle);
    Map<Long, List<Double>> expected = new HashMap<>();
    lines.forEach(line -> expected.put(customer(line), line.probabilities()));
    double largest = 0;
    int rows = 0;
    for (ModelPipeline.Replayed scored :
        ModelPipeline.replay(
            pipeline, panel(session, lines), HistoryDepth.FULL, List.of(PanelSchema.CUSTOMER))) {
      rows++;
      List<Double> before = expected.get(scored.row().getLong(1));
      for (int k = 0; k < before.size(); k++) {
        largest = Math.max(largest, Math.abs(scored.probabilities().get(k) - before.get(k)));
      }
    }
    if (rows != lines.size()) {
      problems.add("%d rows came back of %d".formatted(rows, lines.size()));
    }
    // Not a number is no small difference.
    if (!(largest <= TOLERANCE)) {
      problems.add(
          "a replayed probability is off by %s, expected at most %s".formatted(largest, TOLERANCE));
    }
    return new Result(problems, rows, largest);
  }

  /** The verification rows as the pipeline takes them. */
  public static Dataset<Row> rows(SparkSession session, Bundle bundle, PipelineModel pipeline) {
    Configuration configuration = session.sparkContext().hadoopConfiguration();
    return ModelPipeline.inputs(
        pipeline, panel(session, lines(configuration, bundle)), HistoryDepth.FULL);
  }

  private static Dataset<Row> panel(SparkSession session, List<Verification.Line> lines) {
    HashMap<Long, Integer> newest = new HashMap<>();
    lines.forEach(line -> newest.put(customer(line), month(line)));
    int customer = 0;
    int month = 1;
    FilterFunction<Row> isNewest = row -> newest.get(row.getLong(customer)) == row.getInt(month);
    return Panel.unchecked(rawRows(session, lines)).filter(isNewest);
  }

  private static long customer(Verification.Line line) {
    return Long.parseLong(text(line, ProfileColumn.CUSTOMER));
  }

  private static int month(Verification.Line line) {
    return SnapshotMonth.parse(text(line, ProfileColumn.SNAPSHOT).substring(0, 7)).index();
  }

  private static String text(Verification.Line line, ProfileColumn column) {
    return line.row().get(column.column()).toString().strip();
  }

  private static List<Verification.Line> lines(Configuration configuration, Bundle bundle) {
    return bundle
        .read(configuration, "verification.jsonl")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> Json.read("verification.jsonl", line, Verification.Line.class))
        .toList();
  }

  private static Dataset<Row> rawRows(SparkSession session, List<Verification.Line> lines) {
    StructType schema = new StructType();
    for (String name : RawSchema.NAMES) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema = schema.add(Source.MALFORMED, DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (Verification.Line line : lines) {
      for (Map<String, Object> raw : line.rows()) {
        Object[] texts = new Object[RawSchema.NAMES.size() + 1];
        for (int i = 0; i < RawSchema.NAMES.size(); i++) {
          texts[i] = raw.get(RawSchema.NAMES.get(i));
        }
        rows.add(RowFactory.create(texts));
      }
    }
    return session.createDataFrame(rows, schema);
  }
}
