package org.bankrs.job.train;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.panel.HistoryColumns;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.schema.HistoryFeatures;

/** Runs a pipeline over panel rows: gives it the columns of history where it reads them. */
public final class ModelPipeline {
  private ModelPipeline() {}

  /** Whether a pipeline reads the columns of history. */
  public static boolean readsHistory(PipelineModel pipeline) {
    String first = HistoryFeatures.ALL.get(0).name();
    return Stream.of(pipeline.stages())
        .anyMatch(
            stage ->
                stage instanceof ImputerModel imputer
                    && List.of(imputer.getInputCols()).contains(first));
  }

  /** Panel rows as a pipeline takes them. */
  public static Dataset<Row> inputs(
      PipelineModel pipeline, Dataset<Row> panel, HistoryDepth depth) {
    return readsHistory(pipeline) ? HistoryColumns.add(panel, depth) : panel;
  }

  /** Runs a pipeline over panel rows with all the history there is. */
  public static Dataset<Row> transform(PipelineModel pipeline, Dataset<Row> panel) {
    return transform(pipeline, panel, HistoryDepth.FULL);
  }

  /**
   * Runs a pipeline over panel rows. The models see the panel's columns and the features alone: of
   * the hundreds of columns between these, each model would have Spark's planner look at all.
   */
  public static Dataset<Row> transform(
      PipelineModel pipeline, Dataset<Row> panel, HistoryDepth depth) {
    Dataset<Row> rows = inputs(pipeline, panel, depth);
    boolean narrow = false;
    for (Transformer stage : pipeline.stages()) {
      if (stage instanceof GBTClassificationModel && !narrow) {
        rows = rows.select(Preprocessing.FEATURES, panel.columns());
        narrow = true;
      }
      rows = stage.transform(rows);
    }
    return rows;
  }
}
