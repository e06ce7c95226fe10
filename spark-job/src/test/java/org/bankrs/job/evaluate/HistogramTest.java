package org.bankrs.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final int ROWS = 400;
  private static final long SEED = 7;

  private final double[] probabilities = new double[ROWS];
  private final boolean[] positives = new boolean[ROWS];
  private final Histogram histogram = fill();

  private Histogram fill() {
    SplittableRandom random = new SplittableRandom(SEED);
    Tally tally = new Tally(new double[Product.ALL.size()]);
    for (int i = 0; i < ROWS; i++) {
      // Coarse values, so that there are ties.
      probabilities[i] = (1 + random.nextInt(40)) / 50.0;
      positives[i] = random.nextDouble() < probabilities[i];
      double[] all = new double[Product.ALL.size()];
      all[0] = probabilities[i];
      tally.add(all, ~1 & 0xffffff, positives[i] ? 1 : 0);
    }
    return tally.histogram(0);
  }

  @Test
  void measuresTheAreaUnderTheRocCurveByPairs() {
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < ROWS; j++) {
        if (positives[i] && !positives[j]) {
          pairs++;
          right +=
              probabilities[i] > probabilities[j]
                  ? 1
                  : probabilities[i] == probabilities[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(histogram.rocAuc()).isCloseTo(right / pairs, within(1e-12));
  }

  @Test
  void measuresAveragePrecision() {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < ROWS; i++) {
      if (positives[i]) {
        int atLeast = 0;
        int right = 0;
        for (int j = 0; j < ROWS; j++) {
          if (probabilities[j] >= probabilities[i]) {
            atLeast++;
            right += positives[j] ? 1 : 0;
          }
        }
        sum += (double) right / atLeast;
        count++;
      }
    }
    assertThat(histogram.prAuc()).isCloseTo(sum / count, within(1e-12));
  }

  @Test
  void findsNoAreaWithoutBothClasses() {
    assertThat(new Histogram().rocAuc()).isNaN();
    assertThat(new Histogram().prAuc()).isNaN();
  }

  @Test
  void seesMiscalibration() {
    Tally high = new Tally(new double[Product.ALL.size()]);
    double[] all = new double[Product.ALL.size()];
    all[0] = 0.3;
    for (int i = 0; i < 1000; i++) {
      high.add(all, ~1 & 0xffffff, i < 100 ? 1 : 0);
    }
    assertThat(high.histogram(0).calibrationError()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void distributesIntoTenths() {
    ScoreDistribution distribution = histogram.distribution();

    assertThat(distribution.edges()).isSorted().hasSizeBetween(8, 9);
    assertThat(distribution.counts()).hasSize(distribution.edges().size() + 1);
    assertThat(distribution.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(ROWS);
    assertThat(distribution.mean()).isCloseTo(histogram.probabilitySum() / ROWS, within(1e-12));
  }
}
