package org.bankrs.job.panel;

import org.apache.spark.sql.Row;

/**
 * Hashes of cleaned rows. The sum over all rows is a digest of the data that does not depend on
 * their order.
 */
final class Digest {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Digest() {}

  /** Of a cleaned row: all fields but the bookkeeping. */
  static long of(Row cleaned) {
    long hash = FNV_OFFSET;
    hash = step(hash, cleaned.getLong(PanelSchema.CLEAN_CUSTOMER));
    hash = step(hash, cleaned.getInt(PanelSchema.CLEAN_MONTH));
    hash = step(hash, cleaned.getInt(PanelSchema.CLEAN_JOINED));
    hash = step(hash, cleaned.getInt(PanelSchema.CLEAN_HELD));
    for (int i = 0; i < PanelSchema.NUMBERS; i++) {
      hash = step(hash, Double.doubleToLongBits(cleaned.getDouble(PanelSchema.CLEAN_NUMBERS + i)));
    }
    for (int i = 0; i < PanelSchema.CATEGORIES; i++) {
      String category = cleaned.getString(PanelSchema.CLEAN_CATEGORIES + i);
      hash = step(hash, category.hashCode());
    }
    return mix(hash);
  }

  private static long step(long hash, long value) {
    return mix(hash ^ value) * FNV_PRIME;
  }

  /** A number from [0, 1) that hangs on customer, month and seed alone. */
  static double unit(long seed, long customer, int month) {
    return (mix(mix(mix(seed) ^ customer) ^ month) >>> 10) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64, made non-negative. */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (z ^ (z >>> 31)) & Long.MAX_VALUE;
  }
}
