package org.bankrs.job.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.bankrs.gbt.MultilabelScorer;
import org.bankrs.job.panel.HistoryColumns;
import org.bankrs.job.panel.HistoryDepth;
import org.bankrs.schema.HistoryFeatures;
import org.bankrs.schema.Product;

/** Runs a pipeline over panel rows: gives it the history where it reads it. */
public final class ModelPipeline {
  /** The last column of {@link #score}. */
  private static final String PROBABILITIES = "probabilities";

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

  /**
   * Runs the stock stages over panel rows. The models see the panel's columns and the features
   * alone: of the hundreds of columns between these, each model would have Spark's planner look at
   * all.
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

  /** {@link #transform(PipelineModel, Dataset, HistoryDepth)} with all the history there is. */
  public static Dataset<Row> transform(PipelineModel pipeline, Dataset<Row> panel) {
    return transform(pipeline, panel, HistoryDepth.FULL);
  }

  /** The same as {@link #score(PipelineModel, Dataset, HistoryDepth, List)} with all history. */
  public static Dataset<Row> score(
      PipelineModel pipeline, Dataset<Row> panel, List<String> columns) {
    return score(pipeline, panel, HistoryDepth.FULL, columns);
  }

  /**
   * The probabilities that a pipeline of this project gives panel rows. The same numbers as {@link
   * #transform(PipelineModel, Dataset, HistoryDepth)} gives, but all classifiers are asked in one
   * column, by a scorer that walks flat arrays: a column for each is what most of the time of a
   * small month would go to, and MLlib's own walk most of that of a large one.
   *
   * @param columns of the panel, which come first
   * @return the columns, then the probabilities: {@link #probabilities(Row, int)} takes them out
   */
  public static Dataset<Row> score(
      PipelineModel pipeline, Dataset<Row> panel, HistoryDepth depth, List<String> columns) {
    MultilabelScorer scorer = new MultilabelScorer(classifiers(pipeline));
    UDF1<Vector, Vector> ask = features -> Vectors.dense(scorer.probabilities(features.toArray()));
    UserDefinedFunction asked = udf(ask, SQLDataTypes.VectorType());
    Column[] answer =
        Stream.concat(
                columns.stream().map(column -> col(column)),
                Stream.of(asked.apply(col(Preprocessing.FEATURES)).as(PROBABILITIES)))
            .toArray(Column[]::new);
    return features(Preprocessing.of(pipeline), panel, depth, columns).select(answer);
  }

  /**
   * The probabilities that the stock stages give a few rows: the stages before the classifiers run
   * over the rows, then each classifier is asked by MLlib's own method for one row. {@link
   * #transform} gives the same, but plans some seventy columns for it.
   *
   * @param columns of the panel, which come along
   */
  public static List<Replayed> replay(
      PipelineModel pipeline, Dataset<Row> panel, HistoryDepth depth, List<String> columns) {
    List<GBTClassificationModel> classifiers = classifiers(pipeline);
    return Preprocessing.of(pipeline)
        .transform(inputs(pipeline, panel, depth))
        .select(Preprocessing.FEATURES, columns.toArray(String[]::new))
        .collectAsList()
        .stream()
        .map(
            row -> {
              Vector features = row.getAs(0);
              return new Replayed(
                  row,
                  classifiers.stream()
                      .map(model -> model.predictProbability(features).apply(1))
                      .toList());
            })
        .toList();
  }

  /**
   * A row with what the pipeline says of it.
   *
   * @param row the features, then the columns that were asked for
   * @param probabilities of acquiring, in the order of the products
   */
  public record Replayed(Row row, List<Double> probabilities) {}

  /**
   * Panel rows with the vectors that the stock stages make.
   *
   * @param columns of the panel, which are among those that come along
   */
  static Dataset<Row> features(
      PipelineModel preprocessing, Dataset<Row> panel, HistoryDepth depth, List<String> columns) {
    return readsHistory(preprocessing)
        ? HistoryVectors.add(preprocessing, panel, depth, columns)
        : preprocessing.transform(panel);
  }

  /**
   * The probabilities of acquiring of a row of {@link #score}.
   *
   * @param columns how many come before
   * @return in the order of {@link Product#ALL}
   */
  public static double[] probabilities(Row row, int columns) {
    return row.<Vector>getAs(columns).toArray();
  }

  /** The classifiers in the order of the products. */
  public static List<GBTClassificationModel> classifiers(PipelineModel pipeline) {
    return Product.ALL.stream().map(product -> classifier(pipeline, product)).toList();
  }

  private static GBTClassificationModel classifier(PipelineModel pipeline, Product product) {
    return Stream.of(pipeline.stages())
        .filter(GBTClassificationModel.class::isInstance)
        .map(GBTClassificationModel.class::cast)
        .filter(model -> model.getProbabilityCol().equals(ClassifierColumns.probability(product)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the pipeline has no model of " + product.code()));
  }
}
