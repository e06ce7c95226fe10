package org.bankrs.drift;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** The bins between ascending edges: bin i holds edges[i-1] &lt; x &lt;= edges[i]. */
final class Bins implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] edges;

  Bins(List<Double> edges) {
    this.edges = edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  int count() {
    return edges.length + 1;
  }

  int of(double value) {
    int place = Arrays.binarySearch(edges, value);
    return place >= 0 ? place : -place - 1;
  }
}
