package org.bankrs.mllib.internal;

import java.util.Arrays;

/** Doubles that do not change, without boxing. */
final class Doubles {

  static final Doubles EMPTY = new Doubles(new double[0]);

  private final double[] values;

  /** Takes the array over; the caller must not change it. */
  Doubles(double[] values) {
    this.values = values;
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  int size() {
    return values.length;
  }

  double[] toArray() {
    return values.clone();
  }

  double get(int index) {
    return values[index];
  }

  /** As {@link Arrays#binarySearch(double[], double)}; the values must be ascending. */
  int search(double value) {
    return Arrays.binarySearch(values, value);
  }
}
