package org.bankrs.simulator;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/** Draws incomes: lognormal around the province's mean, heavy at the top. Thread-safe. */
final class Incomes {
  private static final double DEVIATION = 0.495;
  private static final double TOP_SHARE = 0.03;
  private static final double TOP_DEVIATION = 1.75;
  private static final double MIN = 1202.73;
  private static final double MAX = 28_894_395.51;
  private static final double ABROAD_MEAN = 11.88;

  /**
   * Incomes that differ within a province, segment and sex, for each customer there: few enough
   * that as many customers as published have exactly another's income.
   */
  private static final double VALUES_PER_CUSTOMER = 2.8;

  private final Residences residences;

  Incomes(Residences residences) {
    this.residences = residences;
  }

  /**
   * An income.
   *
   * @param text as in the raw file
   * @param relative its distance from the province's mean in deviations of the logarithm
   */
  record Income(String text, double relative) {}

  Income income(int province, Segment segment, boolean male, SplittableRandom random) {
    double spike = random.nextDouble();
    double tail = random.nextDouble();
    double share = random.nextDouble();
    if (spike < 0.00052) {
      return new Income("451931.22", 2);
    }
    if (spike < 0.00068) {
      return new Income("463625.16", 2);
    }
    if (spike < 0.00076) {
      return new Income("181042.2", 1);
    }
    boolean top = tail < TOP_SHARE;
    double score = Normal.quantile(top ? share : coarse(share, province, segment));
    double mean =
        province == Residences.NO_PROVINCE ? ABROAD_MEAN : residences.meanLogIncome(province);
    double log =
        mean
            + segmentShift(segment)
            + (male ? 0.01 : -0.01)
            + (top ? TOP_DEVIATION : DEVIATION) * score;
    double income = Math.min(Math.max(Math.exp(log), MIN), MAX);
    return new Income(text(income), (log - mean) / DEVIATION);
  }

  /** The middle of the share's part when the province's group has only so many values. */
  private double coarse(double share, int province, Segment segment) {
    double provinceShare = province == Residences.NO_PROVINCE ? 0.005 : residences.share(province);
    double group = provinceShare * segmentShare(segment) / 2;
    double values = Math.ceil(VALUES_PER_CUSTOMER * group * Joinings.PLACES);
    return (Math.floor(share * values) + 0.5) / values;
  }

  private static double segmentShare(Segment segment) {
    return switch (segment) {
      case TOP -> 0.04;
      case INDIVIDUAL -> 0.60;
      case STUDENT -> 0.36;
    };
  }

  private static double segmentShift(Segment segment) {
    return switch (segment) {
      case TOP -> 0.45;
      case INDIVIDUAL -> 0.06;
      case STUDENT -> -0.19;
    };
  }

  /** To the cent as a double prints itself, some with the noise of adding cents in binary. */
  private static String text(double income) {
    double cents = Math.rint(income * 100) / 100;
    if (Math.floorMod((long) (cents * 100), 8) == 0) {
      cents = Math.nextUp(cents);
    }
    // From ten million on a double prints itself with an exponent, the bank does not.
    return cents < 1e7
        ? Double.toString(cents)
        : new BigDecimal(Double.toString(cents)).toPlainString();
  }
}
