package org.bankrs.simulator;

import java.util.SplittableRandom;

/**
 * Where all randomness comes from: a stream for each (seed, number, purpose), independent of the
 * others. So a customer's rows depend on nothing but the seed and the customer.
 */
final class Randomness {
  /** What a stream is for. */
  enum Purpose {
    PROFILE,
    PRESENCE,
    PORTFOLIO,
    TEXTS,
    ORDER
  }

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private Randomness() {}

  static SplittableRandom stream(long seed, long number, Purpose purpose) {
    long mixed = mix(seed + GOLDEN_RATIO * (purpose.ordinal() + 1));
    return new SplittableRandom(mix(mixed ^ mix(number + GOLDEN_RATIO)));
  }

  /** Stafford's variant 13 of the finaliser of MurmurHash3: a bijection of the 64-bit numbers. */
  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
