package org.bankrs.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StabilityIndexTest {
  private static final double[] SHARES = {.3, .2, .15, .1, .08, .06, .05, .03, .02, .01};

  @Test
  void isTheTextbooksForManyRows() {
    StabilityIndex index =
        StabilityIndex.of(new long[] {500_000, 500_000}, new long[] {600_000, 400_000});
    // 0.1 ln(0.6 / 0.5) - 0.1 ln(0.4 / 0.5)
    assertThat(index.raw()).isCloseTo(0.0405465, within(1e-6));
    assertThat(index.value()).isCloseTo(index.raw(), within(1e-5));
  }

  @Test
  void sharesCountAndNotRows() {
    assertThat(StabilityIndex.of(new long[] {3_000_000, 1_000_000}, new long[] {750, 250}).value())
        .isZero();
  }

  @Test
  void aBinThatWasEmptyGivesAFiniteIndex() {
    StabilityIndex index = StabilityIndex.of(new long[] {1000, 0, 0}, new long[] {900, 100, 0});
    assertThat(index.raw()).isBetween(0.3, 1.0);
    assertThat(index.isAbove(0.1, 500)).isTrue();
  }

  @Test
  void withoutRowsThereIsNothingToSay() {
    StabilityIndex index = StabilityIndex.of(new long[] {10, 10}, new long[2]);
    assertThat(index.value()).isZero();
    assertThat(index.isAbove(0.1, 1)).isFalse();
    assertThat(StabilityIndex.of(new long[2], new long[] {1, 2}).isAbove(0.1, 1)).isFalse();
  }

  @Test
  void chanceIsWhatRowsOfOneDistributionGive() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    double sum = 0;
    double squares = 0;
    int runs = 2000;
    StabilityIndex last = null;
    for (int run = 0; run < runs; run++) {
      last = StabilityIndex.of(draw(random, 4000), draw(random, 2000));
      sum += last.raw();
      squares += last.raw() * last.raw();
    }
    double mean = sum / runs;
    assertThat(mean).isCloseTo(last.chance(), within(0.1 * last.chance()));
    assertThat(Math.sqrt(squares / runs - mean * mean))
        .isCloseTo(last.deviation(), within(0.2 * last.deviation()));
  }

  private static long[] draw(Random random, int rows) {
    long[] counts = new long[SHARES.length];
    for (int row = 0; row < rows; row++) {
      double left = random.nextDouble();
      int bin = 0;
      while (bin < SHARES.length - 1 && left >= SHARES[bin]) {
        left -= SHARES[bin++];
      }
      counts[bin]++;
    }
    return counts;
  }
}
