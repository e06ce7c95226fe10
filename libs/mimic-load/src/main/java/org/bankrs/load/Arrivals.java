package org.bankrs.load;

import java.util.SplittableRandom;

/**
 * When requests are meant to be sent: a Poisson process, each independent of the others as callers
 * are, whose rate follows a rhythm. Follows from the seed alone. Not thread-safe.
 */
final class Arrivals {
  private static final double NANOS = 1e9;

  private final Rhythm rhythm;
  private final double candidatesPerNano;
  private final SplittableRandom random;
  private double last;

  /**
   * Arrivals from the time 0 on.
   *
   * @param rate mean number a second
   */
  Arrivals(double rate, Rhythm rhythm, long seed) {
    this.rhythm = rhythm;
    this.candidatesPerNano = rate * rhythm.most() / NANOS;
    this.random = new SplittableRandom(seed);
  }

  /** The next one, in nanoseconds since the start. */
  long next() {
    // Thinning: candidates come at the highest rate there is, and stay with the rate of their time.
    do {
      last -= Math.log(1 - random.nextDouble()) / candidatesPerNano;
    } while (random.nextDouble() * rhythm.most() >= rhythm.at((long) last));
    return (long) last;
  }
}
