package org.bankrs.job.train;

import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.gbt.MultilabelGbtClassifier;
import org.bankrs.gbt.RoundListener;
import org.bankrs.job.Progress;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.schema.Product;

/** Grows the trees of all products together, by Newton steps from each product's base rate. */
public final class OnePassTrainer implements Trainer {
  private static final int MAX_DEPTH = 14;
  private static final int MAX_BINS = 256;
  private static final String ELIGIBLE = "eligible";

  /** Least nanoseconds from one line about rounds to the next. */
  private static final long BETWEEN_LINES = 1_000_000_000;

  private final double lambda;
  private final double minHessian;
  private final int sampleSize;
  private final int patience;

  /**
   * A trainer.
   *
   * @param options what it will be asked for, so that what it cannot do is refused at once
   * @param lambda added to the hessian of each node, at least 0; larger values give smaller steps
   * @param minHessian least expected acquisitions of a node, about; at least 0
   * @param sampleSize rows of a product that are drawn at a time, about; 0: every tree grows on all
   *     rows
   * @param patience rounds without a smaller log-loss in the validation month after which a product
   *     grows no more trees; 0: all grow all their trees
   */
  public OnePassTrainer(
      TrainOptions options, double lambda, double minHessian, int sampleSize, int patience) {
    require(options.depth() <= MAX_DEPTH, "--depth", options.depth(), "up to " + MAX_DEPTH);
    require(options.bins() <= MAX_BINS, "--bins", options.bins(), "up to " + MAX_BINS);
    require(lambda >= 0, "--lambda", lambda, "at least 0");
    require(minHessian >= 0, "--min-hessian", minHessian, "at least 0");
    this.lambda = lambda;
    require(sampleSize >= 0, "--sample-size", sampleSize, "at least 0");
    this.minHessian = minHessian;
    this.sampleSize = sampleSize;
    require(patience >= 0, "--patience", patience, "at least 0");
    this.patience = patience;
  }

  private static void require(boolean holds, String option, Number value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s %s: expected %s with the trainer one-pass".formatted(option, value, expected));
    }
  }

  /** Yes: it starts from the base rates and minimises the log-loss. */
  @Override
  public boolean isCalibrated() {
    return true;
  }

  @Override
  public boolean watchesValidation() {
    return patience > 0;
  }

  @Override
  public Map<String, Double> parameters() {
    return Map.of(
        "lambda",
        lambda,
        "min-hessian",
        minHessian,
        "sample-size",
        (double) sampleSize,
        "patience",
        (double) patience);
  }

  @Override
  public Map<Product, GBTClassificationModel> fit(
      Dataset<Row> prepared, Set<Product> products, TrainOptions options, Progress progress) {
    MultilabelGbtClassifier classifier = classifier(options, products.size(), progress);
    if (patience > 0) {
      classifier.setValidationIndicatorCol(TrainingRows.VALIDATING).setPatience(patience);
    }
    if (List.of(prepared.columns()).contains(TrainingRows.WEIGHT)) {
      classifier.setWeightCol(TrainingRows.WEIGHT);
    }
    int grown = 0;
    for (Product product : products) {
      grown |= 1 << product.ordinal();
    }
    List<GBTClassificationModel> fitted =
        classifier
            .fit(
                prepared.withColumn(
                    ELIGIBLE, bitwise_not(col(PanelSchema.HELD)).bitwiseAND(lit(grown))))
            .models();
    Map<Product, GBTClassificationModel> models = new EnumMap<>(Product.class);
    products.forEach(product -> models.put(product, fitted.get(product.ordinal())));
    return models;
  }

  private MultilabelGbtClassifier classifier(
      TrainOptions options, int products, Progress progress) {
    return new MultilabelGbtClassifier()
        .setFeaturesCol(Preprocessing.FEATURES)
        .setLabelsCol(PanelSchema.ACQUIRED)
        .setLabelNames(Product.ALL.stream().map(Product::code).toArray(String[]::new))
        .setEligibilityCol(ELIGIBLE)
        .setMaxIter(options.trees())
        .setMaxDepth(options.depth())
        .setMaxBins(options.bins())
        .setStepSize(options.step())
        .setLeafStep(MultilabelGbtClassifier.ODDS)
        .setLambda(lambda)
        .setMinHessianPerNode(minHessian)
        .setSampleSize(sampleSize)
        .setSeed(options.seed())
        .setRoundListener(
            new RoundListener() {
              private long begin = System.nanoTime();
              private long said = begin;

              @Override
              public void rowsBinned(Duration taken) {
                begin = System.nanoTime();
                progress.say("the rows were cut into bins in %d s".formatted(taken.toSeconds()));
              }

              @Override
              public void roundDone(int done, int all, int growing, Duration left) {
                // Rounds of one draw end together; only one of them is news.
                if (done == all || System.nanoTime() - said > BETWEEN_LINES) {
                  said = System.nanoTime();
                  String trees = "%d of %d trees".formatted(done * products, all * products);
                  progress.parts("rounds", done, all, trees, begin);
                }
              }
            });
  }
}
