package org.bankrs.simulator;

import java.util.Arrays;

/** A distribution over 0, 1, ... given by weights. */
final class Discrete {
  private final double[] cumulative;

  Discrete(double... weights) {
    cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
    for (int i = 0; i < weights.length; i++) {
      cumulative[i] /= sum;
    }
  }

  /** The value at which the cumulative share first exceeds the argument, which is in [0, 1). */
  int quantile(double share) {
    int found = Arrays.binarySearch(cumulative, share);
    int index = found >= 0 ? found + 1 : -found - 1;
    while (index < cumulative.length - 1 && cumulative[index] <= share) {
      index++;
    }
    return Math.min(index, cumulative.length - 1);
  }

  /** How far the share lies within its value's part, in [0, 1). */
  double within(double share) {
    int value = quantile(share);
    double from = value == 0 ? 0 : cumulative[value - 1];
    return Math.min(Math.max((share - from) / (cumulative[value] - from), 0), Math.nextDown(1.0));
  }
}
