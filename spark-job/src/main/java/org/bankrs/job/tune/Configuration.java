package org.bankrs.job.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.bankrs.job.train.HistoryUse;
import org.bankrs.job.train.MonthChoice;
import org.bankrs.job.train.OnePassTrainer;
import org.bankrs.job.train.TrainOptions;

/**
 * What a trial trains with, by the names of the options of {@code train}.
 *
 * @param trees most trees a product; with patience it may stop earlier
 * @param minPositives a product with fewer acquisitions keeps its base rate
 * @param months so many of the newest months; 0: all
 * @param seasonWeight how often a row of last year's month counts
 * @param shortenedHistory share of the rows that know little of earlier months
 */
public record Configuration(
    int trees,
    int depth,
    double step,
    double lambda,
    double minHessian,
    int sampleSize,
    int patience,
    int minPositives,
    int months,
    double seasonWeight,
    boolean history,
    double shortenedHistory) {
  private static final List<Integer> TREES = List.of(20, 40, 60, 100);
  private static final List<Integer> DEPTHS = List.of(3, 4, 5, 6, 7);
  private static final List<Double> STEPS = List.of(0.05, 0.1, 0.15, 0.2, 0.3);
  private static final List<Double> LAMBDAS = List.of(0.1, 1.0, 3.0, 10.0);
  private static final List<Double> MIN_HESSIANS = List.of(0.3, 1.0, 3.0, 10.0);
  private static final List<Integer> SAMPLE_SIZES = List.of(50_000, 100_000, 200_000);
  private static final List<Integer> PATIENCES = List.of(0, 5);
  private static final List<Integer> MIN_POSITIVES = List.of(10, 20, 50);
  private static final List<Integer> MONTHS = List.of(0, 0, 6, 10);
  private static final List<Double> SEASON_WEIGHTS = List.of(1.0, 1.0, 3.0, 12.0);
  private static final List<Double> SHORTENED = List.of(0.05, 0.1, 0.2);

  /** The configuration of a trial: drawn, the same for the same seed and number. */
  static Configuration drawn(long seed, int number, boolean history) {
    Random random = new Random(seed * 1_000_003 + number);
    // The first numbers of neighbouring seeds are alike.
    random.nextLong();
    return new Configuration(
        one(TREES, random),
        one(DEPTHS, random),
        one(STEPS, random),
        one(LAMBDAS, random),
        one(MIN_HESSIANS, random),
        one(SAMPLE_SIZES, random),
        one(PATIENCES, random),
        one(MIN_POSITIVES, random),
        one(MONTHS, random),
        one(SEASON_WEIGHTS, random),
        history,
        history ? one(SHORTENED, random) : 0);
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  TrainOptions options(TrainOptions others) {
    return new TrainOptions(
        trees,
        depth,
        step,
        others.bins(),
        minPositives,
        others.parallelism(),
        others.partitions(),
        others.seed());
  }

  OnePassTrainer trainer(TrainOptions options) {
    return new OnePassTrainer(options, lambda, minHessian, sampleSize, patience);
  }

  MonthChoice monthChoice() {
    return new MonthChoice(months, seasonWeight);
  }

  HistoryUse historyUse() {
    return history ? new HistoryUse(true, shortenedHistory) : HistoryUse.NONE;
  }

  /** The options of {@code train} that make it, without their dashes, in order. */
  Map<String, String> byName() {
    Map<String, String> byName = new LinkedHashMap<>();
    byName.put("trees", String.valueOf(trees));
    byName.put("depth", String.valueOf(depth));
    byName.put("step", String.valueOf(step));
    byName.put("lambda", String.valueOf(lambda));
    byName.put("min-hessian", String.valueOf(minHessian));
    byName.put("sample-size", String.valueOf(sampleSize));
    byName.put("patience", String.valueOf(patience));
    byName.put("min-positives", String.valueOf(minPositives));
    byName.put("months", String.valueOf(months));
    byName.put("season-weight", String.valueOf(seasonWeight));
    if (history) {
      byName.put("shortened-history", String.valueOf(shortenedHistory));
    }
    return byName;
  }

  /** The options of {@code train} that make it. */
  public String commandLine() {
    return byName().entrySet().stream()
        .map(option -> "--%s %s".formatted(option.getKey(), option.getValue()))
        .collect(Collectors.joining(" ", history ? "--history " : "--no-history ", ""));
  }
}
