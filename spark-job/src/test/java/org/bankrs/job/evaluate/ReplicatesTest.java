package org.bankrs.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.Test;

class ReplicatesTest {
  private static final int CUSTOMERS = 500;
  private static final int COUNT = 400;

  @Test
  void thePoissonDrawsHaveTheirProbabilities() {
    assertThat(Replicates.poisson(0)).isZero();
    assertThat(Replicates.poisson(Math.exp(-1))).isEqualTo(1);
    assertThat(Replicates.poisson(2 * Math.exp(-1))).isEqualTo(2);
    assertThat(Replicates.poisson(Math.nextDown(1.0))).isBetween(10, 20);
  }

  @Test
  void theSpreadIsThatOfTheMean() {
    // Every second customer acquires product 0, which is ranked first: the average precision is 1
    // or 0, its mean's standard deviation 0.5 / sqrt(customers).
    double[] maps = replicates(1, 2).mapAt7();
    double mean = Arrays.stream(maps).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(maps).map(m -> (m - mean) * (m - mean)).average().orElseThrow());
    assertThat(mean).isCloseTo(0.5, within(0.01));
    assertThat(deviation).isCloseTo(0.5 / Math.sqrt(CUSTOMERS), within(0.004));
  }

  @Test
  void partsOfTheRowsInAnyOrderGiveTheSame() {
    double[] whole = replicates(7, 2).logLoss();
    Replicates merged = new Replicates(COUNT, 7);
    for (int part = 2; part >= 0; part--) {
      Replicates some = new Replicates(COUNT, 7);
      for (int customer = part; customer < CUSTOMERS; customer += 3) {
        add(some, customer, 2);
      }
      merged.merge(some);
    }
    assertThat(merged.logLoss()).containsExactly(whole, within(1e-12));
    assertThat(replicates(8, 2).logLoss()).as("another seed").isNotEqualTo(whole);
  }

  private static Replicates replicates(long seed, int every) {
    Replicates replicates = new Replicates(COUNT, seed);
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      add(replicates, customer, every);
    }
    return replicates;
  }

  private static void add(Replicates replicates, int customer, int every) {
    double[] probabilities = new double[Product.ALL.size()];
    Random random = new Random(customer);
    Arrays.setAll(probabilities, k -> k == 0 ? 0.9 : random.nextDouble() / 2);
    replicates.add(customer, probabilities, 0, customer % every == 0 ? 1 : 0);
  }
}
