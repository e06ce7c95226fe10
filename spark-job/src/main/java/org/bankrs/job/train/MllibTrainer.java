package org.bankrs.job.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.bankrs.job.Progress;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.schema.Product;

/** The reference: MLlib's own GBTClassifier, fitted product by product, a few at once. */
public final class MllibTrainer implements Trainer {
  private static final String LABEL = "label";

  /** No: MLlib starts from a least-squares tree and takes small first-order steps from there. */
  @Override
  public boolean isCalibrated() {
    return false;
  }

  @Override
  public Map<String, Double> parameters() {
    return Map.of();
  }

  @Override
  public Map<Product, GBTClassificationModel> fit(
      Dataset<Row> prepared, Set<Product> products, TrainOptions options, Progress progress) {
    // Every product reads the rows again and again.
    Dataset<Row> cached = prepared.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return fitAll(cached, products, options, progress);
    } finally {
      cached.unpersist(true);
    }
  }

  private static Map<Product, GBTClassificationModel> fitAll(
      Dataset<Row> prepared, Set<Product> products, TrainOptions options, Progress progress) {
    record Fitted(Product product, GBTClassificationModel model) {}
    Map<Product, GBTClassificationModel> models = new EnumMap<>(Product.class);
    long begin = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(options.parallelism());
    try {
      ExecutorCompletionService<Fitted> running = new ExecutorCompletionService<>(pool);
      for (Product product : products) {
        running.submit(() -> new Fitted(product, fitOne(prepared, product, options)));
      }
      for (int done = 1; done <= products.size(); done++) {
        Fitted fitted = running.take().get();
        models.put(fitted.product(), fitted.model());
        progress.parts(
            "fit products",
            done,
            products.size(),
            "%d of %d trees".formatted(done * options.trees(), products.size() * options.trees()),
            begin);
      }
      return models;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fitting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("fitting failed: " + e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static GBTClassificationModel fitOne(
      Dataset<Row> prepared, Product product, TrainOptions options) {
    Dataset<Row> eligible =
        prepared
            .where(bit(PanelSchema.HELD, product).equalTo(0))
            .withColumn(LABEL, bit(PanelSchema.ACQUIRED, product).cast(DataTypes.DoubleType));
    GBTClassifier classifier =
        new GBTClassifier("gbtc_" + product.code())
            .setFeaturesCol(Preprocessing.FEATURES)
            .setLabelCol(LABEL)
            .setMaxIter(options.trees())
            .setMaxDepth(options.depth())
            .setStepSize(options.step())
            .setMaxBins(options.bins())
            .setMaxMemoryInMB(512)
            .setSeed(options.seed());
    if (List.of(prepared.columns()).contains(TrainingRows.WEIGHT)) {
      classifier.setWeightCol(TrainingRows.WEIGHT);
    }
    return classifier.fit(eligible);
  }

  private static Column bit(String column, Product product) {
    return shiftright(col(column), product.ordinal()).bitwiseAND(lit(1));
  }
}
