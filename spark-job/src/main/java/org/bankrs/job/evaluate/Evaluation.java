package org.bankrs.job.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bankrs.schema.Product;

/**
 * The metrics of one predictor over all customers of one month and all pairs of a customer and a
 * product that the customer does not hold. NaN where a metric is not defined (a product that nobody
 * acquired).
 *
 * @param predictor its name
 * @param customers how many customers
 * @param buyers how many of them acquired something
 * @param micro over all pairs together
 * @param macro means over the products for which a metric is defined
 * @param mapAt7 mean average precision at 7 over all customers
 * @param hitRateAt5 share of all customers who acquire one of the five products ranked first
 * @param hitRateAt5OfBuyers the same share of those who acquire something
 * @param products by product
 * @param curves over all pairs together
 */
public record Evaluation(
    String predictor,
    long customers,
    long buyers,
    Metrics micro,
    Metrics macro,
    double mapAt7,
    double hitRateAt5,
    double hitRateAt5OfBuyers,
    List<ProductMetrics> products,
    Curves curves) {
  /** The name of a model where it is not told of earlier months. */
  public static final String WITHOUT_HISTORY = "without history";

  /**
   * What is measured of a set of pairs.
   *
   * @param calibrationError expected calibration error
   */
  public record Metrics(
      double precision,
      double recall,
      double f1,
      double rocAuc,
      double prAuc,
      double logLoss,
      double brier,
      double calibrationError) {
    /** The defined ones by name, such as {@code roc_auc}. */
    public Map<String, Double> byName() {
      Map<String, Double> byName = new LinkedHashMap<>();
      put(byName, "precision", precision);
      put(byName, "recall", recall);
      put(byName, "f1", f1);
      put(byName, "roc_auc", rocAuc);
      put(byName, "pr_auc", prAuc);
      put(byName, "log_loss", logLoss);
      put(byName, "brier", brier);
      put(byName, "calibration_error", calibrationError);
      return byName;
    }
  }

  /**
   * The metrics of one product.
   *
   * @param pairs customers who do not hold the product
   * @param positives how many of them acquired it
   * @param meanProbability the mean of the predictions
   * @param threshold above which the product is recommended
   */
  public record ProductMetrics(
      Product product,
      long pairs,
      long positives,
      double meanProbability,
      double threshold,
      Metrics metrics) {}

  /** Computes the metrics of a tally. */
  public static Evaluation of(String predictor, Tally tally) {
    List<ProductMetrics> products = new ArrayList<>();
    long right = 0;
    long recommended = 0;
    double logLoss = 0;
    double squaredError = 0;
    for (Product product : Product.ALL) {
      int k = product.ordinal();
      Histogram histogram = tally.histogram(k);
      products.add(
          new ProductMetrics(
              product,
              histogram.count(),
              histogram.positiveCount(),
              histogram.probabilitySum() / histogram.count(),
              tally.threshold(k),
              metrics(
                  histogram,
                  tally.recommendedRight(k),
                  tally.recommended(k),
                  tally.logLossSum(k),
                  tally.squaredErrorSum(k))));
      right += tally.recommendedRight(k);
      recommended += tally.recommended(k);
      logLoss += tally.logLossSum(k);
      squaredError += tally.squaredErrorSum(k);
    }
    return new Evaluation(
        predictor,
        tally.customers(),
        tally.buyers(),
        metrics(tally.pooled(), right, recommended, logLoss, squaredError),
        macro(products),
        tally.averagePrecisionSum() / tally.customers(),
        (double) tally.hits() / tally.customers(),
        (double) tally.hits() / tally.buyers(),
        products,
        tally.pooled().curves());
  }

  private static Metrics metrics(
      Histogram histogram, long right, long recommended, double logLoss, double squaredError) {
    long positives = histogram.positiveCount();
    long pairs = histogram.count();
    return new Metrics(
        recommended == 0 ? 0 : (double) right / recommended,
        (double) right / positives,
        2.0 * right / (recommended + positives),
        histogram.rocAuc(),
        histogram.prAuc(),
        logLoss / pairs,
        squaredError / pairs,
        histogram.calibrationError());
  }

  private static Metrics macro(List<ProductMetrics> products) {
    return new Metrics(
        mean(products, Metrics::precision),
        mean(products, Metrics::recall),
        mean(products, Metrics::f1),
        mean(products, Metrics::rocAuc),
        mean(products, Metrics::prAuc),
        mean(products, Metrics::logLoss),
        mean(products, Metrics::brier),
        mean(products, Metrics::calibrationError));
  }

  private static double mean(List<ProductMetrics> products, ToDoubleFunction<Metrics> metric) {
    return products.stream()
        .filter(p -> p.positives() > 0)
        .mapToDouble(p -> metric.applyAsDouble(p.metrics()))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** The metrics over all products by their readable names, in the order of tables. */
  public Map<String, Double> overall() {
    Map<String, Double> overall = new LinkedHashMap<>();
    overall.put("ROC-AUC (micro)", micro.rocAuc());
    overall.put("ROC-AUC (macro)", macro.rocAuc());
    overall.put("PR-AUC (micro)", micro.prAuc());
    overall.put("PR-AUC (macro)", macro.prAuc());
    overall.put("MAP@7", mapAt7);
    overall.put("hit rate at 5", hitRateAt5);
    overall.put("hit rate at 5, of buyers", hitRateAt5OfBuyers);
    overall.put("log-loss", micro.logLoss());
    overall.put("Brier score", micro.brier());
    overall.put("calibration error", micro.calibrationError());
    overall.put("precision (micro)", micro.precision());
    overall.put("recall (micro)", micro.recall());
    overall.put("F1 (micro)", micro.f1());
    overall.put("F1 (macro)", macro.f1());
    return overall;
  }

  /**
   * All defined metrics by name, such as {@code micro_roc_auc}, {@code map_at_7} or {@code
   * roc_auc_recibo}.
   */
  public Map<String, Double> flat() {
    Map<String, Double> flat = flatOverall();
    for (ProductMetrics product : products) {
      put(flat, "", "_" + product.product().code(), product.metrics());
    }
    return flat;
  }

  /** Those of them that are not of a single product. */
  public Map<String, Double> flatOverall() {
    Map<String, Double> flat = new LinkedHashMap<>();
    put(flat, "micro_", "", micro);
    put(flat, "macro_", "", macro);
    put(flat, "map_at_7", mapAt7);
    put(flat, "hit_rate_at_5", hitRateAt5);
    put(flat, "hit_rate_at_5_of_buyers", hitRateAt5OfBuyers);
    return flat;
  }

  private static void put(Map<String, Double> flat, String prefix, String suffix, Metrics m) {
    m.byName().forEach((name, value) -> flat.put(prefix + name + suffix, value));
  }

  private static void put(Map<String, Double> flat, String name, double value) {
    if (Double.isFinite(value)) {
      flat.put(name, value);
    }
  }
}
