package org.bankrs.gbt.internal;

/** Hashes that decide by what a row is, so that no order of rows or partitions matters. */
final class Hash {
  private Hash() {}

  /** Spreads bits over all 64 places; a finaliser of the kind of MurmurHash. */
  static long mix(long bits) {
    long h = bits * 0x9E37_79B9_7F4A_7C15L;
    h = (h ^ h >>> 32) * 0xD6E8_FEB8_6659_FD93L;
    return h ^ h >>> 32;
  }

  /** Of the values and the labels of a row. */
  static int of(double[] row, long labels) {
    long hash = labels;
    for (double value : row) {
      // Adding zero makes a negative zero positive.
      hash = (hash ^ Double.doubleToRawLongBits(value + 0.0)) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (mix(hash) >>> 32);
  }

  /** A number from 0 to 2^30 - 1 for a row in a draw; a finaliser of 32 bits. */
  static int draw(int rowHash, int salt) {
    int h = (rowHash ^ salt) * 0x9E37_79B1;
    h = (h ^ h >>> 16) * 0x85EB_CA6B;
    return (h ^ h >>> 13) >>> 2;
  }
}
