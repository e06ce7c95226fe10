package org.bankrs.mllib.internal;

import java.util.List;
import java.util.Optional;
import org.bankrs.mllib.ModelFormatException;

/** How Spark turns margin and probabilities into a decision. It depends on what else is written. */
sealed interface Decision {

  /** Whether class 1 is decided for. */
  boolean isOne(double margin, double classZero, double classOne);

  /**
   * Without thresholds, and in every case in which Spark does not go by the probabilities alone.
   */
  record ByMargin() implements Decision {
    @Override
    public boolean isOne(double margin, double classZero, double classOne) {
      return margin > 0;
    }
  }

  /**
   * Without thresholds and without a column of raw predictions: a margin so small that both
   * probabilities round to one half is not enough.
   */
  record ByProbability() implements Decision {
    @Override
    public boolean isOne(double margin, double classZero, double classOne) {
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
    public boolean isOne(double margin, double classZero, double classOne) {
      double scaledZero = classZero / zero;
      double scaledOne = classOne / one;
      // 0 / 0 is NaN: such a class is never chosen.
      return Double.isNaN(scaledZero)
          ? scaledOne > Double.NEGATIVE_INFINITY
          : scaledOne > scaledZero;
    }
  }

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
        : new ByMargin();
  }

  private static ByThresholds byThresholds(List<Double> pair, String where) {
    if (pair.size() != 2
        || !(pair.get(0) >= 0 && pair.get(1) >= 0)
        || (pair.get(0) == 0 && pair.get(1) == 0)) {
      throw new ModelFormatException(
          where + ": thresholds are " + pair + "; expected two, not negative, at most one zero");
    }
    return new ByThresholds(pair.get(0), pair.get(1));
  }
}
