package org.bankrs.simulator;

/**
 * A random permutation of 0 .. size - 1 without a table: a Feistel network over the next even
 * number of bits, walked on until it lands below the size.
 */
final class Permutation {
  private static final int ROUNDS = 4;

  private final long seed;
  private final long size;
  private final int halfBits;
  private final long halfMask;

  Permutation(long seed, long size) {
    this.seed = seed;
    this.size = size;
    int bits = 64 - Long.numberOfLeadingZeros(Math.max(size - 1, 3));
    this.halfBits = (bits + 1) / 2;
    this.halfMask = (1L << halfBits) - 1;
  }

  /** The image of a number in [0, size). */
  long apply(long number) {
    long value = number;
    do {
      value = encrypt(value);
    } while (value >= size);
    return value;
  }

  private long encrypt(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ (Randomness.mix(seed ^ (right << 8) ^ round) & halfMask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }
}
