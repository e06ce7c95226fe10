package org.bankrs.mllib.internal;

import java.util.List;
import java.util.Optional;
import org.bankrs.mllib.ModelFormatException;

/**
 * How Spark turns raw predictions and probabilities into a decision. It depends on what else is
 * written.
 */
sealed interface Decision {

  /** Whether class 1 is decided for. */
  boolean isOne(double rawZero, double rawOne, double classZero, double classOne);

  /**
   * Without thresholds, and in every case in which Spark does not go by the probabilities alone.
   */
  record ByRaw() implements Decision {
    @Override
    public boolean isOne(double rawZero, double rawOne, double classZero, double classOne) {
      return rawOne > rawZero;
    }
  }

  /**
   * Without thresholds and without a column of raw predictions: a margin so small that both
   * probabilities round to one half is not enough.
   */
  record ByProbability() implements Decision {
    @Override
    public boolean isOne(double rawZero, double rawOne, double classZero, double classOne) {
      return classOne > classZero;
    }
  }

  /**
   * The class with the greater quotient of probability and threshold; class 0 where they are equal.
   *
   * @param zero threshold of class 0
   * @param one threshold of class 1
   */
  record ByThresholds(double zero, double one) implements Decision {
    @Override
    public boolean isOne(double rawZero, double rawOne, double classZero, double classOne) {
      double scaledZero = classZero / zero;
      double scaledOne = classOne / one;
      // 0 / 0 is NaN: such a class is never chosen.
      return Double.isNaN(scaledZero)
          ? scaledOne > Double.NEGATIVE_INFINITY
          : scaledOne > scaledZero;
    }
  }

  /**
   * The raw prediction alone, as logistic regression decides when it writes one.
   *
   * @param threshold in log-odds
   */
  record ByLogOdds(double threshold) implements Decision {
    @Override
    public boolean isOne(double rawZero, double rawOne, double classZero, double classOne) {
      return rawOne > threshold;
    }
  }

  /**
   * The probability alone, as logistic regression decides when it writes one and no raw prediction.
   *
   * @param threshold in [0, 1]
   */
  record ByOneProbability(double threshold) implements Decision {
    @Override
    public boolean isOne(double rawZero, double rawOne, double classZero, double classOne) {
      return classOne > threshold;
    }
  }

  /**
   * The logistic function of the raw prediction, as logistic regression decides when it writes
   * neither; it can differ from the probability in the last digit.
   *
   * @param threshold in [0, 1]
   */
  record ByScore(double threshold) implements Decision {
    @Override
    public boolean isOne(double rawZero, double rawOne, double classZero, double classOne) {
      return 1.0 / (1.0 + Math.exp(-rawOne)) > threshold;
    }
  }

  /** The decision of all classifiers but logistic regression. */
  static Decision of(
      String rawPredictionColumn,
      String probabilityColumn,
      Optional<List<Double>> thresholds,
      String where) {
    if (thresholds.isPresent()) {
      return byThresholds(thresholds.get(), where);
    }
    return rawPredictionColumn.isEmpty() && !probabilityColumn.isEmpty()
        ? new ByProbability()
        : new ByRaw();
  }

  /** The decision of logistic regression. */
  static Decision ofLogistic(
      String rawPredictionColumn, String probabilityColumn, double threshold) {
    if (!rawPredictionColumn.isEmpty()) {
      // Infinite at 0 and 1.
      return new ByLogOdds(
          threshold == 0
              ? Double.NEGATIVE_INFINITY
              : threshold == 1
                  ? Double.POSITIVE_INFINITY
                  : Math.log(threshold / (1.0 - threshold)));
    }
    return probabilityColumn.isEmpty() ? new ByScore(threshold) : new ByOneProbability(threshold);
  }

  private static ByThresholds byThresholds(List<Double> pair, String where) {
    checkThresholds(pair, where);
    return new ByThresholds(pair.get(0), pair.get(1));
  }

  /** Two, not negative, at most one zero. */
  static void checkThresholds(List<Double> pair, String where) {
    if (pair.size() != 2
        || !(pair.get(0) >= 0 && pair.get(1) >= 0)
        || (pair.get(0) == 0 && pair.get(1) == 0)) {
      throw new ModelFormatException(
          where + ": thresholds are " + pair + "; expected two, not negative, at most one zero");
    }
  }
}
