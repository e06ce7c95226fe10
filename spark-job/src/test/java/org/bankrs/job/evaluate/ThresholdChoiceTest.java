package org.bankrs.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {
  private static final int PRODUCTS = Product.ALL.size();
  private static final int HELD_BUT_TWO = ~0b11 & 0xffffff;
  private static final double[] LEVELS = {0.02, 0.05, 0.1, 0.2, 0.4, 0.7};

  /** Cuts below each level, and one that recommends nothing. */
  private static final double[] CUTS = {0.01, 0.04, 0.09, 0.19, 0.39, 0.69, 1};

  @Test
  void findsTheBestPairOfThresholds() {
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] probabilities = new double[600][2];
      int[] acquired = new int[600];
      Tally tally = new Tally(new double[PRODUCTS]);
      for (int i = 0; i < acquired.length; i++) {
        for (int k = 0; k < 2; k++) {
          probabilities[i][k] = LEVELS[random.nextInt(LEVELS.length)];
          // Miscalibrated on purpose, so that the thresholds differ.
          boolean takes = random.nextDouble() < probabilities[i][k] * (k == 0 ? 0.8 : 0.3);
          acquired[i] |= takes ? 1 << k : 0;
        }
        tally.add(row(probabilities[i]), HELD_BUT_TWO, acquired[i]);
      }

      ThresholdChoice choice = ThresholdChoice.of(tally);

      double best = 0;
      for (double first : CUTS) {
        for (double second : CUTS) {
          best = Math.max(best, f1(probabilities, acquired, first, second));
        }
      }
      assertThat(choice.microF1()).as("seed %d", seed).isCloseTo(best, within(1e-9));
      assertThat(
              f1(probabilities, acquired, choice.thresholds().get(0), choice.thresholds().get(1)))
          .as("seed %d", seed)
          .isCloseTo(best, within(1e-9));
    }
  }

  @Test
  void givesHalfOfF1ToProductsWithoutEnoughPositives() {
    Tally tally = new Tally(new double[PRODUCTS]);
    for (int i = 0; i < 100; i++) {
      tally.add(row(new double[] {i < 50 ? 0.6 : 0.1, 0.01}), HELD_BUT_TWO, i < 40 ? 1 : 0);
    }
    ThresholdChoice choice = ThresholdChoice.of(tally);

    assertThat(choice.microF1()).isCloseTo(80.0 / 90, within(1e-9));
    assertThat(choice.thresholds().get(1)).isCloseTo(choice.microF1() / 2, within(0.01));
  }

  private static double[] row(double[] two) {
    double[] all = new double[PRODUCTS];
    Arrays.fill(all, 0.001);
    System.arraycopy(two, 0, all, 0, 2);
    return all;
  }

  private static double f1(double[][] probabilities, int[] acquired, double... thresholds) {
    double right = 0;
    double predicted = 0;
    double positives = 0;
    for (int i = 0; i < acquired.length; i++) {
      for (int k = 0; k < 2; k++) {
        boolean taken = (acquired[i] >>> k & 1) != 0;
        boolean said = probabilities[i][k] > thresholds[k];
        positives += taken ? 1 : 0;
        predicted += said ? 1 : 0;
        right += taken && said ? 1 : 0;
      }
    }
    return 2 * right / (predicted + positives);
  }
}
