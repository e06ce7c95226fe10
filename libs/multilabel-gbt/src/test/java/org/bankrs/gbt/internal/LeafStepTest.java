package org.bankrs.gbt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafStepTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.5, 0.9})
  void oddsTakeRowsThatAreAlikeToTheirRate(double rate) {
    for (double share : new double[] {0.01, 0.3, 0.6, 0.95}) {
      double newton = (share - rate) / (rate * (1 - rate));
      assertThat(LeafStep.ODDS.of(newton, rate))
          .isCloseTo(logit(share) - logit(rate), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.5, 0.9})
  void smallStepsAreNewtons(double rate) {
    assertThat(LeafStep.ODDS.of(1e-4, rate)).isCloseTo(1e-4, within(1e-8));
    assertThat(LeafStep.ODDS.of(-1e-4, rate)).isCloseTo(-1e-4, within(1e-8));
    assertThat(LeafStep.NEWTON.of(7, rate)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1000, -2, -1, 0, 1, 1000})
  void oddsAreBoundedAndTreatBothKindsAlike(double newton) {
    for (double rate : new double[] {0, 0.01, 0.5, 1}) {
      double step = LeafStep.ODDS.of(newton, rate);
      assertThat(Math.abs(step)).isLessThan(15);
      assertThat(LeafStep.ODDS.of(-newton, 1 - rate)).isCloseTo(-step, within(1e-9));
    }
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
