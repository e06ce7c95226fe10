package org.bankrs.job.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Positives and negatives by score bin, and the measures of ranking and calibration that follow
 * from them.
 */
final class Histogram {
  /** Reliability is measured in groups of that many bins: a factor of 1.65 in the odds. */
  private static final int RELIABILITY_BINS = 64;

  /** Curves are drawn in steps of that many bins. */
  private static final int CURVE_BINS = 8;

  private static final int MOST_GROUPS = 20;
  private static final int MIN_IN_GROUP = 10;

  final long[] positives = new long[ScoreBins.COUNT];
  final long[] negatives = new long[ScoreBins.COUNT];
  final double[] probabilitySums = new double[ScoreBins.COUNT];

  long positiveCount() {
    return java.util.Arrays.stream(positives).sum();
  }

  long count() {
    return positiveCount() + java.util.Arrays.stream(negatives).sum();
  }

  double probabilitySum() {
    return java.util.Arrays.stream(probabilitySums).sum();
  }

  /** Tenths of all pairs; bins are merged where one fine bin holds more than a tenth. */
  ScoreDistribution distribution() {
    List<Double> edges = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long all = count();
    long seen = 0;
    long inBin = 0;
    for (int b = 0; b < ScoreBins.COUNT; b++) {
      long here = positives[b] + negatives[b];
      seen += here;
      inBin += here;
      boolean full = inBin > 0 && seen * 10 >= all * (edges.size() + 1);
      if (full && seen < all) {
        edges.add(ScoreBins.lowerEdge(b + 1));
        counts.add(inBin);
        inBin = 0;
      }
    }
    counts.add(inBin);
    return new ScoreDistribution(edges, counts, probabilitySum() / all);
  }

  /** The points of the curves; the thresholds are a factor of 1.065 in the odds apart. */
  Curves curves() {
    List<Curves.Cut> cuts = new ArrayList<>();
    long right = 0;
    long recommended = 0;
    for (int from = ScoreBins.COUNT - CURVE_BINS; from >= 0; from -= CURVE_BINS) {
      long before = recommended;
      for (int b = from; b < from + CURVE_BINS; b++) {
        right += positives[b];
        recommended += positives[b] + negatives[b];
      }
      if (recommended > before) {
        cuts.add(new Curves.Cut(ScoreBins.lowerEdge(from), recommended, right));
      }
    }
    return new Curves(recommended, right, cuts, reliability());
  }

  /** Groups of about equal numbers of positives, as the share of a few would be mostly chance. */
  private List<Curves.ReliabilityGroup> reliability() {
    double enough = Math.max(MIN_IN_GROUP, (double) positiveCount() / MOST_GROUPS);
    List<Curves.ReliabilityGroup> groups = new ArrayList<>();
    double predicted = 0;
    long observed = 0;
    long pairs = 0;
    for (int b = 0; b < ScoreBins.COUNT; b++) {
      predicted += probabilitySums[b];
      observed += positives[b];
      pairs += positives[b] + negatives[b];
      if (pairs > 0 && (observed >= enough || b == ScoreBins.COUNT - 1)) {
        groups.add(
            new Curves.ReliabilityGroup(predicted / pairs, (double) observed / pairs, pairs));
        predicted = 0;
        observed = 0;
        pairs = 0;
      }
    }
    return groups;
  }

  /** Area under the ROC curve, ties counted half; NaN without both classes. */
  double rocAuc() {
    double positivesAbove = 0;
    double area = 0;
    for (int b = ScoreBins.COUNT - 1; b >= 0; b--) {
      area += negatives[b] * (positivesAbove + positives[b] / 2.0);
      positivesAbove += positives[b];
    }
    double negativeCount = count() - positivesAbove;
    return area / (positivesAbove * negativeCount);
  }

  /**
   * Average precision (the area under the precision-recall curve in steps); NaN without positives.
   */
  double prAuc() {
    double right = 0;
    double all = 0;
    double sum = 0;
    for (int b = ScoreBins.COUNT - 1; b >= 0; b--) {
      right += positives[b];
      all += positives[b] + negatives[b];
      sum += positives[b] == 0 ? 0 : positives[b] * (right / all);
    }
    return sum / right;
  }

  /**
   * Expected calibration error: mean distance between predicted and observed share, weighted by
   * rows.
   */
  double calibrationError() {
    double error = 0;
    for (int from = 0; from < ScoreBins.COUNT; from += RELIABILITY_BINS) {
      double predicted = 0;
      double observed = 0;
      for (int b = from; b < from + RELIABILITY_BINS; b++) {
        predicted += probabilitySums[b];
        observed += positives[b];
      }
      error += Math.abs(predicted - observed);
    }
    return error / count();
  }
}
