package org.bankrs.job.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Decision thresholds that maximise micro F1 on the rows of a tally.
 *
 * <p>Micro F1 is 2 TP / (predicted + positives), a ratio of sums over products, so it is maximised
 * by Dinkelbach's method (Management Science 13, 1967): for a value F each product alone takes the
 * cut that maximises 2 TP - F predicted; F is then set to the ratio reached, until it no longer
 * grows.
 *
 * @param thresholds by product
 * @param microF1 the value reached on these rows
 */
public record ThresholdChoice(List<Double> thresholds, double microF1) {
  private static final double TOLERANCE = 1e-12;

  /**
   * A product with fewer positives in the tally does not choose its own cut: the one that is best
   * for calibrated probabilities is taken, half of micro F1.
   */
  private static final int MIN_POSITIVES = 10;

  /** Chooses the thresholds. */
  public static ThresholdChoice of(Tally tally) {
    Histogram[] histograms = new Histogram[Tally.PRODUCTS];
    long positives = 0;
    for (int k = 0; k < Tally.PRODUCTS; k++) {
      histograms[k] = tally.histogram(k);
      positives += histograms[k].positiveCount();
    }
    double f1 = 0;
    while (true) {
      double right = 0;
      double predicted = 0;
      List<Double> thresholds = new ArrayList<>();
      for (int k = 0; k < Tally.PRODUCTS; k++) {
        Cut cut = best(histograms[k], f1);
        right += cut.right();
        predicted += cut.predicted();
        thresholds.add(cut.threshold());
      }
      double reached = predicted + positives == 0 ? 0 : 2 * right / (predicted + positives);
      if (reached <= f1 + TOLERANCE) {
        return new ThresholdChoice(thresholds, reached);
      }
      f1 = reached;
    }
  }

  private record Cut(double threshold, double right, double predicted) {}

  private static Cut best(Histogram histogram, double f1) {
    boolean own = histogram.positiveCount() >= MIN_POSITIVES;
    double nothing = own ? ScoreBins.lowerEdge(ScoreBins.COUNT) : f1 / 2;
    Cut best = new Cut(Math.max(nothing, ScoreBins.lowerEdge(0)), 0, 0);
    double bestValue = own ? 0 : Double.NEGATIVE_INFINITY;
    double right = 0;
    double predicted = 0;
    for (int b = ScoreBins.COUNT - 1; b >= 0; b--) {
      right += histogram.positives[b];
      predicted += histogram.positives[b] + histogram.negatives[b];
      double value = 2 * right - f1 * predicted;
      double edge = ScoreBins.lowerEdge(b);
      if (own ? value > bestValue : edge >= f1 / 2) {
        bestValue = value;
        best = new Cut(edge, right, predicted);
      }
    }
    return best;
  }
}
