package org.bankrs.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.Test;

class PlattScalingTest {
  private static final int HELD_BUT_FIRST = ~1 & 0xffffff;

  @Test
  void findsSlopeAndIntercept() {
    SplittableRandom random = new SplittableRandom(3);
    Tally tally = new Tally(new double[Product.ALL.size()]);
    for (int i = 0; i < 200_000; i++) {
      double logOdds = -3 + random.nextDouble() * 2;
      double truth = 1 / (1 + Math.exp(-(1.8 * logOdds - 1.2)));
      add(tally, 1 / (1 + Math.exp(-logOdds)), random.nextDouble() < truth);
    }

    PlattScaling scaling = PlattScaling.of(tally, Product.AHOR, 0.01);

    assertThat(scaling.slope()).isCloseTo(1.8, within(0.1));
    assertThat(scaling.intercept()).isCloseTo(-1.2, within(0.2));
  }

  @Test
  void withFewPositivesOnlyTheMeanIsSet() {
    Tally tally = new Tally(new double[Product.ALL.size()]);
    for (int i = 0; i < 10_000; i++) {
      add(tally, i % 2 == 0 ? 0.04 : 0.06, i < 10);
    }

    PlattScaling scaling = PlattScaling.of(tally, Product.AHOR, 0.001);

    assertThat(scaling.slope()).isEqualTo(1);
    double mean = (scaled(scaling, 0.04) + scaled(scaling, 0.06)) / 2;
    // 10 positives in 10,000 rows, and a base rate that says the same.
    assertThat(mean).isCloseTo(0.001, within(1e-5));
  }

  private static double scaled(PlattScaling scaling, double p) {
    double logOdds = Math.log(p / (1 - p));
    return 1 / (1 + Math.exp(-(scaling.slope() * logOdds + scaling.intercept())));
  }

  private static void add(Tally tally, double probability, boolean positive) {
    double[] all = new double[Product.ALL.size()];
    all[0] = probability;
    tally.add(all, HELD_BUT_FIRST, positive ? 1 : 0);
  }
}
