package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.Arrays;

/** How often each value occurs, as long as there are few of them. */
final class DistinctCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More values than this are not counted one by one. */
  static final int MAX = 1024;

  private static final int SLOTS = 4 * MAX;

  /** Bits of the values, so that NaN equals itself. */
  private long[] values = new long[SLOTS];

  private long[] counts = new long[SLOTS];
  private int size;

  /** Whether there were too many values. */
  boolean overflowed() {
    return counts.length == 0;
  }

  void add(double value, long count) {
    if (overflowed()) {
      return;
    }
    long bits = Double.doubleToLongBits(value);
    int slot = (int) (Hash.mix(bits) & SLOTS - 1);
    while (counts[slot] != 0 && values[slot] != bits) {
      slot = slot + 1 & SLOTS - 1;
    }
    if (counts[slot] == 0) {
      values[slot] = bits;
      size++;
    }
    counts[slot] += count;
    if (size > MAX) {
      overflow();
    }
  }

  private void overflow() {
    values = new long[0];
    counts = new long[0];
  }

  DistinctCounts add(DistinctCounts other) {
    if (other.overflowed()) {
      overflow();
    }
    for (int slot = 0; slot < other.counts.length; slot++) {
      if (other.counts[slot] != 0) {
        add(Double.longBitsToDouble(other.values[slot]), other.counts[slot]);
      }
    }
    return this;
  }

  /** The values, ascending. */
  double[] sortedValues() {
    double[] sorted = new double[size];
    int next = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      if (counts[slot] != 0) {
        sorted[next++] = Double.longBitsToDouble(values[slot]);
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  long count(double value) {
    long bits = Double.doubleToLongBits(value);
    int slot = (int) (Hash.mix(bits) & SLOTS - 1);
    while (values[slot] != bits || counts[slot] == 0) {
      slot = slot + 1 & SLOTS - 1;
    }
    return counts[slot];
  }
}
