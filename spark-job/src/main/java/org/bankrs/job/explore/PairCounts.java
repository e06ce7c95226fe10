package org.bankrs.job.explore;

import java.io.Serializable;
import org.bankrs.schema.Product;

/** How often two products stand in the same set. */
final class PairCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PRODUCTS = Product.ALL.size();

  private final long[] counts = new long[PRODUCTS * PRODUCTS];

  /** Counts all pairs of a set given as bits. */
  void add(int set) {
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int a = Integer.numberOfTrailingZeros(rest);
      for (int others = set; others != 0; others &= others - 1) {
        counts[a * PRODUCTS + Integer.numberOfTrailingZeros(others)]++;
      }
    }
  }

  PairCounts merge(PairCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    return this;
  }

  /** Sets with a product. */
  long with(Product product) {
    return both(product, product);
  }

  /** Sets with both products. */
  long both(Product a, Product b) {
    return counts[a.ordinal() * PRODUCTS + b.ordinal()];
  }

  /** The share of the sets with the first product that have the second too; NaN without any. */
  double share(Product given, Product other) {
    return with(given) == 0 ? Double.NaN : (double) both(given, other) / with(given);
  }
}
