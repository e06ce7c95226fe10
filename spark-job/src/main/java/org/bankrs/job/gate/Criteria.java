package org.bankrs.job.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluation.ProductMetrics;

/** The comparison of a challenger with a reference, criterion by criterion. */
final class Criteria {
  /** How far a calibration error may be above the reference's, as a factor. */
  private static final double CALIBRATION_FACTOR = 1.25;

  private static final double TAIL = 0.025;

  private Criteria() {}

  /** MAP@7 and log-loss: not worse, and the interval of the difference within the margin. */
  static List<Criterion> ranking(Contender challenger, Contender reference, GateRules rules) {
    String against = " against " + reference.evaluation().predictor();
    double map = reference.evaluation().mapAt7();
    double[] gains = shares(challenger.replicates().mapAt7(), reference.replicates().mapAt7(), map);
    double logLoss = reference.evaluation().micro().logLoss();
    double[] losses =
        shares(challenger.replicates().logLoss(), reference.replicates().logLoss(), logLoss);
    List<Criterion> criteria = new ArrayList<>();
    criteria.add(Criterion.atLeast("MAP@7" + against, challenger.evaluation().mapAt7(), map));
    criteria.add(
        Criterion.atLeast(
                "gain of MAP@7" + against + ", low end", quantile(gains, TAIL), -rules.mapMargin())
            .noting(interval(gains)));
    criteria.add(
        Criterion.atMost("log-loss" + against, challenger.evaluation().micro().logLoss(), logLoss));
    criteria.add(
        Criterion.atMost(
                "increase of log-loss" + against + ", high end",
                quantile(losses, 1 - TAIL),
                rules.logLossMargin())
            .noting(interval(losses)));
    return criteria;
  }

  /** The log-loss of each product with enough acquisitions. */
  static List<Criterion> products(Evaluation challenger, Evaluation champion, GateRules rules) {
    List<Criterion> criteria = new ArrayList<>();
    for (int k = 0; k < challenger.products().size(); k++) {
      ProductMetrics mine = challenger.products().get(k);
      ProductMetrics theirs = champion.products().get(k);
      if (mine.positives() >= rules.minPositives()) {
        criteria.add(
            Criterion.atMost(
                    "increase of log-loss of " + mine.product().code(),
                    mine.metrics().logLoss() / theirs.metrics().logLoss() - 1,
                    rules.productLoss())
                .noting(mine.positives() + " acquisitions"));
      }
    }
    return criteria;
  }

  /** The expected calibration error over all pairs. */
  static Criterion calibration(Evaluation challenger, Evaluation reference, GateRules rules) {
    double error = reference.micro().calibrationError();
    return Criterion.atMost(
            "calibration error",
            challenger.micro().calibrationError(),
            Math.max(rules.calibrationError(), error * CALIBRATION_FACTOR))
        .noting("%s has %s".formatted(reference.predictor(), Criterion.number(error)));
  }

  /** Differences by replicate as shares of the reference's value. */
  private static double[] shares(double[] challenger, double[] reference, double value) {
    double[] shares = new double[challenger.length];
    Arrays.setAll(shares, b -> (challenger[b] - reference[b]) / value);
    return shares;
  }

  private static String interval(double[] shares) {
    return "95 %% interval %s to %s"
        .formatted(
            Criterion.number(quantile(shares, TAIL)), Criterion.number(quantile(shares, 1 - TAIL)));
  }

  /** A quantile, interpolated between neighbours. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
