package org.bankrs.gbt.internal;

import java.io.Serializable;

/**
 * Sums of gradients, hessians and rows by bin, for a number of nodes one after another. All sums
 * are whole numbers, so that any order of adding gives the same.
 *
 * @param bins of all features
 * @param sums node after node: gradients by bin, hessians by bin, rows by bin
 */
@SuppressWarnings("ArrayRecordComponent") // Hot or internal data that is never compared.
record Histograms(int bins, long[] sums) implements Serializable {
  private static final int PLANES = 3;

  static Histograms empty(int nodes, int bins) {
    return new Histograms(bins, new long[Math.multiplyExact(nodes, PLANES * bins)]);
  }

  /** Where a node's gradients begin. */
  int gradients(int node) {
    return node * PLANES * bins;
  }

  /** Where a node's hessians begin. */
  int hessians(int node) {
    return (node * PLANES + 1) * bins;
  }

  /** Where a node's row counts begin. */
  int counts(int node) {
    return (node * PLANES + 2) * bins;
  }

  /** Sums of one node as numbers: gradients, hessians, rows by bin. */
  double[] node(int node) {
    double[] numbers = new double[PLANES * bins];
    for (int bin = 0; bin < bins; bin++) {
      numbers[bin] = sums[gradients(node) + bin] / (double) Logistic.GRADIENT_ONE;
      numbers[bins + bin] = sums[hessians(node) + bin] / (double) Logistic.HESSIAN_ONE;
      numbers[2 * bins + bin] = sums[counts(node) + bin];
    }
    return numbers;
  }

  /** Adds another's sums to these, which are returned. */
  Histograms add(Histograms other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    return this;
  }
}
