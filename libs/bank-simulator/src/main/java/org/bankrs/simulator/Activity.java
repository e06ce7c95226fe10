package org.bankrs.simulator;

import java.util.SplittableRandom;

/** Whether one customer uses the bank: reviewed now and then, more likely with more products. */
final class Activity {
  private static final double REVIEWED = 0.2;
  private static final double ACTIVE_AFTER_TAKING = 0.85;

  private final double propensity;
  private final SplittableRandom random;
  private boolean active;

  Activity(Customer customer, boolean minor, int held, SplittableRandom random) {
    this.random = random;
    double score =
        switch (customer.relation().segment()) {
          case STUDENT -> -2.5;
          case INDIVIDUAL -> 0.6;
          case TOP -> 5;
        };
    score +=
        switch (customer.joining().cohort()) {
          case FOUNDING -> 0;
          case LATE -> -3.2;
          case JOINER -> 1.3;
        };
    score += minor ? -1.5 : 0;
    propensity = score + 1.5 * customer.traits().engagement() + 1.4 * random.nextGaussian();
    review(held);
  }

  boolean isActive() {
    return active;
  }

  /** Another month has passed. */
  void step(int held, boolean took) {
    if (took && random.nextDouble() < ACTIVE_AFTER_TAKING) {
      active = true;
    } else if (random.nextDouble() < REVIEWED) {
      review(held);
    }
  }

  private void review(int held) {
    double score = propensity + 3.4 * Math.min(Products.secondaries(held), 2);
    score += held == 0 ? -1 : 0;
    active = random.nextDouble() < 1 / (1 + Math.exp(-score));
  }
}
