package org.bankrs.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final int ONLY_CCO = ~(1 << Product.CCO.ordinal()) & 0xFFFFFF;
  private static final int CCO = 1 << Product.CCO.ordinal();

  @Test
  void cutsCountFromTheLikeliestPairDown() {
    Curves curves = Evaluation.of("model", tally()).curves();

    assertThat(curves.pairs()).isEqualTo(400);
    assertThat(curves.positives()).isEqualTo(60);
    assertThat(curves.cuts()).extracting(Curves.Cut::recommended).containsExactly(100L, 400L);
    assertThat(curves.cuts()).extracting(Curves.Cut::right).containsExactly(30L, 60L);
    assertThat(curves.cuts().get(0).threshold()).isBetween(0.28, 0.3);
  }

  @Test
  void reliabilityComparesPredictedWithObserved() {
    List<Curves.ReliabilityGroup> groups = Evaluation.of("model", tally()).curves().reliability();

    assertThat(groups).hasSize(2);
    assertThat(groups.get(0).pairs()).isEqualTo(300);
    assertThat(groups.get(0).predicted()).isCloseTo(0.05, within(1e-12));
    assertThat(groups.get(0).observed()).isCloseTo(0.1, within(1e-12));
    assertThat(groups.get(1).predicted()).isCloseTo(0.3, within(1e-12));
    assertThat(groups.get(1).observed()).isCloseTo(0.3, within(1e-12));
  }

  /** 300 pairs at 0.05, a tenth of them acquired; 100 at 0.3, as many as predicted. */
  private static Tally tally() {
    Tally tally = new Tally(new double[Product.ALL.size()]);
    for (int i = 0; i < 400; i++) {
      double[] probabilities = new double[Product.ALL.size()];
      probabilities[Product.CCO.ordinal()] = i < 300 ? 0.05 : 0.3;
      boolean acquired = i < 300 ? i % 10 == 0 : i % 10 < 3;
      tally.add(probabilities, ONLY_CCO, acquired ? CCO : 0);
    }
    return tally;
  }
}
