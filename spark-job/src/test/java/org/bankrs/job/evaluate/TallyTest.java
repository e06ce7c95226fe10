package org.bankrs.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final int PRODUCTS = Product.ALL.size();

  @Test
  void rankNeverCountsHeldProducts() {
    Tally tally = new Tally(new double[PRODUCTS]);
    double[] probabilities = descending();

    // Product 0 is held, 1 and 3 are acquired: ranks 1 and 3 of what is left.
    tally.add(probabilities, 0b1, 0b1010);
    Evaluation evaluation = Evaluation.of("model", tally);

    assertThat(evaluation.mapAt7()).isCloseTo((1.0 + 2.0 / 3) / 2, within(1e-12));
    assertThat(evaluation.hitRateAt5()).isEqualTo(1);
  }

  @Test
  void customersWhoAcquireNothingCountAsWell() {
    Tally tally = new Tally(new double[PRODUCTS]);
    tally.add(descending(), 0, 0b1);
    tally.add(descending(), 0, 0);
    Evaluation evaluation = Evaluation.of("model", tally);

    assertThat(evaluation.customers()).isEqualTo(2);
    assertThat(evaluation.buyers()).isEqualTo(1);
    assertThat(evaluation.mapAt7()).isEqualTo(0.5);
    assertThat(evaluation.hitRateAt5()).isEqualTo(0.5);
    assertThat(evaluation.hitRateAt5OfBuyers()).isEqualTo(1);
  }

  @Test
  void ranksBeyondSevenAreWorthNothing() {
    Tally tally = new Tally(new double[PRODUCTS]);
    tally.add(descending(), 0, 1 << 7);

    assertThat(Evaluation.of("model", tally).mapAt7()).isZero();
  }

  @Test
  void countsDecisionsAboveThresholds() {
    double[] thresholds = new double[PRODUCTS];
    Arrays.fill(thresholds, 1);
    thresholds[Product.RECIBO.ordinal()] = 0.2;
    Tally tally = new Tally(thresholds);
    int recibo = ProductSet.of(Product.RECIBO).bits();
    tally.add(recibo(0.3), 0, recibo);
    tally.add(recibo(0.3), 0, 0);
    tally.add(recibo(0.2), 0, recibo);
    tally.add(recibo(0.9), recibo, 0);
    Evaluation.Metrics micro = Evaluation.of("model", tally).micro();

    assertThat(micro.precision()).isEqualTo(0.5);
    assertThat(micro.recall()).isEqualTo(0.5);
    assertThat(micro.f1()).isEqualTo(0.5);
  }

  @Test
  void logLossAndBrierAreMeansOverPairs() {
    Tally tally = new Tally(new double[PRODUCTS]);
    int allButRecibo = ProductSet.ALL.minus(ProductSet.of(Product.RECIBO)).bits();
    tally.add(recibo(0.25), allButRecibo, ProductSet.of(Product.RECIBO).bits());
    tally.add(recibo(0.25), allButRecibo, 0);
    Evaluation.Metrics micro = Evaluation.of("model", tally).micro();

    assertThat(micro.logLoss()).isCloseTo(-(Math.log(0.25) + Math.log(0.75)) / 2, within(1e-12));
    assertThat(micro.brier()).isCloseTo((0.75 * 0.75 + 0.25 * 0.25) / 2, within(1e-12));
  }

  @Test
  void mergingIsTheSameAsCountingTogether() {
    Tally together = new Tally(new double[PRODUCTS]);
    Tally first = new Tally(new double[PRODUCTS]);
    Tally second = new Tally(new double[PRODUCTS]);
    for (int i = 0; i < 20; i++) {
      double[] probabilities = recibo(0.02 * (i + 1));
      together.add(probabilities, i, i % 3 == 0 ? 1 << 23 : 0);
      (i % 2 == 0 ? first : second).add(probabilities, i, i % 3 == 0 ? 1 << 23 : 0);
    }

    assertThat(Evaluation.of("model", first.merge(second)).flat().keySet())
        .isEqualTo(Evaluation.of("model", together).flat().keySet());
    assertThat(first.pooled().rocAuc()).isEqualTo(together.pooled().rocAuc());
    assertThat(first.hits()).isEqualTo(together.hits());
  }

  private static double[] descending() {
    double[] probabilities = new double[PRODUCTS];
    for (int k = 0; k < PRODUCTS; k++) {
      probabilities[k] = 0.5 / (k + 1);
    }
    return probabilities;
  }

  private static double[] recibo(double probability) {
    double[] probabilities = new double[PRODUCTS];
    Arrays.fill(probabilities, 0.001);
    probabilities[Product.RECIBO.ordinal()] = probability;
    return probabilities;
  }
}
