package org.bankrs.job.tracking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluation.ProductMetrics;
import org.bankrs.job.run.TrainingRequest;
import org.bankrs.job.run.TrainingResult;
import org.bankrs.job.train.TrainOptions;

/**
 * What is remembered of a training run, as JSON in run.json. Metrics that are not defined (a
 * product that nobody acquired) are left out.
 *
 * @param bundle the bundle's address
 * @param version the bundle's version
 * @param startedAt an instant in ISO 8601, to the second
 * @param finishedAt an instant in ISO 8601, to the second
 * @param params how the run was asked for, by name
 * @param months which months did what
 * @param rows how many rows did what
 * @param dataDigest of the cleaned rows
 * @param constant codes of the products with a constant model
 * @param metrics on the test month, by predictor (the model first, then the baselines) and name
 * @param products on the test month, by predictor, product code and name
 * @param seconds how long each stage took, by its name
 * @param versions of this project, Spark, Java and the source code
 */
public record RunRecord(
    String bundle,
    String version,
    String startedAt,
    String finishedAt,
    Map<String, String> params,
    Manifest.Months months,
    Manifest.Rows rows,
    String dataDigest,
    List<String> constant,
    Map<String, Map<String, Double>> metrics,
    Map<String, Map<String, Map<String, Double>>> products,
    Map<String, Double> seconds,
    Map<String, String> versions) {

  /** The record of a run that ended well, just now. */
  static RunRecord of(TrainingRequest request, TrainingResult result, Instant startedAt) {
    Manifest manifest = result.manifest();
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    Map<String, Map<String, Map<String, Double>>> products = new LinkedHashMap<>();
    for (Evaluation evaluation : result.evaluations()) {
      metrics.put(evaluation.predictor(), evaluation.flat());
      Map<String, Map<String, Double>> byProduct = new LinkedHashMap<>();
      evaluation.products().forEach(p -> byProduct.put(p.product().code(), named(p)));
      products.put(evaluation.predictor(), byProduct);
    }
    return new RunRecord(
        request.out(),
        manifest.version(),
        text(startedAt),
        text(Instant.now()),
        params(request),
        manifest.months(),
        manifest.rows(),
        manifest.dataDigest(),
        manifest.constant(),
        metrics,
        products,
        result.secondsByStage(),
        manifest.versions());
  }

  /** How a run was asked for. */
  static Map<String, String> params(TrainingRequest request) {
    TrainOptions options = request.options();
    Map<String, String> params = new LinkedHashMap<>();
    params.put("source", request.source().description());
    params.put("out", request.out());
    request.asOf().ifPresent(month -> params.put("as_of", month.toString()));
    params.put("trainer", request.trainerName());
    request.trainer().parameters().forEach((name, value) -> params.put(name, value.toString()));
    params.put("trees", String.valueOf(options.trees()));
    params.put("depth", String.valueOf(options.depth()));
    params.put("step", String.valueOf(options.step()));
    params.put("bins", String.valueOf(options.bins()));
    params.put("min_positives", String.valueOf(options.minPositives()));
    params.put("parallelism", String.valueOf(options.parallelism()));
    params.put("partitions", String.valueOf(options.partitions()));
    params.put("months", String.valueOf(request.months().newest()));
    params.put("season_weight", String.valueOf(request.months().season()));
    params.put("history", String.valueOf(request.history().on()));
    params.put("shortened_history", String.valueOf(request.history().shortened()));
    params.put("seed", String.valueOf(options.seed()));
    return params;
  }

  private static Map<String, Double> named(ProductMetrics product) {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("eligible", (double) product.pairs());
    named.put("acquired", (double) product.positives());
    named.put("threshold", product.threshold());
    if (Double.isFinite(product.meanProbability())) {
      named.put("mean_probability", product.meanProbability());
    }
    named.putAll(product.metrics().byName());
    return named;
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
