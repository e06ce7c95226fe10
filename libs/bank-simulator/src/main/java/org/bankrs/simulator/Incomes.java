package org.bankrs.simulator;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/** Draws incomes: lognormal around the province's mean, heavy at the top. Thread-safe. */
final class Incomes {
  private static final double DEVIATION = 0.51;
  private static final double TOP_SHARE = 0.03;
  private static final double TOP_DEVIATION = 1.75;
  private static final double MIN = 1202.73;
  private static final double MAX = 28_894_395.51;

  /** Four neighbours can share one income: as many customers as published have another's. */
  private static final int FAMILY = 4;

  private static final double SHARED = 0.40;

  private static final double ABROAD_MEAN = 11.88;

  private final long seed;
  private final Residences residences;

  Incomes(long seed, Residences residences) {
    this.seed = seed;
    this.residences = residences;
  }

  /**
   * An income.
   *
   * @param text as in the raw file
   * @param relative its distance from the province's mean in deviations of the logarithm
   */
  record Income(String text, double relative) {}

  Income income(long index, int province, Segment segment, boolean male, SplittableRandom random) {
    double spike = random.nextDouble();
    boolean shared = random.nextDouble() < SHARED;
    double own = random.nextDouble();
    double ownScore = random.nextGaussian();
    if (spike < 0.00052) {
      return new Income("451931.22", 2);
    }
    if (spike < 0.00068) {
      return new Income("463625.16", 2);
    }
    if (spike < 0.00076) {
      return new Income("181042.2", 1);
    }
    double mean =
        province == Residences.NO_PROVINCE ? ABROAD_MEAN : residences.meanLogIncome(province);
    double shift = segmentShift(segment) + (male ? 0.01 : -0.01);
    double tail = own;
    double score = ownScore;
    if (shared) {
      SplittableRandom family =
          Randomness.stream(seed, index / FAMILY, Randomness.Purpose.SHARED_INCOME);
      tail = family.nextDouble();
      score = family.nextGaussian();
      mean =
          residences.meanLogIncome(residences.province(family.nextInt(200), family.nextDouble()));
      shift = 0;
    }
    double deviation = tail < TOP_SHARE ? TOP_DEVIATION : DEVIATION;
    double log = mean + shift + deviation * score;
    double income = Math.min(Math.max(Math.exp(log), MIN), MAX);
    return new Income(text(income, tail), (log - mean) / DEVIATION);
  }

  private static double segmentShift(Segment segment) {
    return switch (segment) {
      case TOP -> 0.45;
      case INDIVIDUAL -> 0.06;
      case STUDENT -> -0.19;
    };
  }

  /** To the cent as a double prints itself, some with the noise of adding cents in binary. */
  private static String text(double income, double draw) {
    double cents = Math.rint(income * 100) / 100;
    if (draw > 0.88) {
      cents = Math.nextUp(cents);
    }
    // From ten million on a double prints itself with an exponent, the bank does not.
    return cents < 1e7
        ? Double.toString(cents)
        : new BigDecimal(Double.toString(cents)).toPlainString();
  }
}
