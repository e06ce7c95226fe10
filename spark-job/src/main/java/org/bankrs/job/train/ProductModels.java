package org.bankrs.job.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.Progress;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/**
 * The 24 classifiers.
 *
 * @param models in the order of the products
 * @param constant the products whose model is only their base rate
 */
public record ProductModels(List<GBTClassificationModel> models, Set<Product> constant) {
  /**
   * Has a trainer fit those products that were acquired often enough; the others keep their base
   * rate.
   *
   * @param prepared training rows, not cached, with the columns of {@link TrainingRows}
   * @param summary counts by month
   * @param split the months; only those of training are in the rows, and that of validation where
   *     the trainer watches it
   */
  public static ProductModels fit(
      Trainer trainer,
      Dataset<Row> prepared,
      PanelSummary summary,
      Split split,
      TrainOptions options,
      Progress progress) {
    List<SnapshotMonth> months = split.train();
    EnumSet<Product> grown = EnumSet.noneOf(Product.class);
    for (Product product : Product.ALL) {
      if (summary.acquired(months, product) >= options.minPositives()) {
        grown.add(product);
      }
    }
    Set<Product> constant = EnumSet.complementOf(grown);
    progress.say(
        "%d products get trees, %d have fewer than %d acquisitions and keep their base rate"
            .formatted(grown.size(), constant.size(), options.minPositives()));
    Map<Product, GBTClassificationModel> models = new EnumMap<>(Product.class);
    if (!grown.isEmpty()) {
      models.putAll(trainer.fit(prepared, grown, options, progress));
    }
    int numFeatures =
        AttributeGroup.fromStructField(prepared.schema().apply(Preprocessing.FEATURES)).size();
    for (Product product : constant) {
      long eligible = summary.eligible(months, product);
      long acquired = summary.acquired(months, product);
      models.put(product, ConstantModel.of(product, eligible, acquired, numFeatures));
    }
    List<GBTClassificationModel> named = new ArrayList<>();
    models.forEach((product, model) -> named.add(ClassifierColumns.name(model, product)));
    return new ProductModels(named, constant);
  }
}
