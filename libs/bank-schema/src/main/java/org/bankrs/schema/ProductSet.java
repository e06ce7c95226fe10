package org.bankrs.schema;

import java.util.Collection;
import java.util.List;

/**
 * A set of products as a bit mask: bit k stands for the product of ordinal k.
 *
 * @param bits only the lowest 24 bits may be set
 */
public record ProductSet(int bits) {
  private static final int MASK = (1 << Product.ALL.size()) - 1;

  /** No product. */
  public static final ProductSet NONE = new ProductSet(0);

  /** All 24 products. */
  public static final ProductSet ALL = new ProductSet(MASK);

  /** Refuses bits beyond the 24 products. */
  public ProductSet {
    if ((bits & ~MASK) != 0) {
      throw new IllegalArgumentException(
          "product bits 0x%x: only the lowest %d bits may be set"
              .formatted(bits, Product.ALL.size()));
    }
  }

  /** The set of the given products. */
  public static ProductSet of(Product... products) {
    return of(List.of(products));
  }

  /** The set of the given products. */
  public static ProductSet of(Collection<Product> products) {
    int bits = 0;
    for (Product product : products) {
      bits |= 1 << product.ordinal();
    }
    return new ProductSet(bits);
  }

  /** Whether the product is in the set. */
  public boolean contains(Product product) {
    return (bits >>> product.ordinal() & 1) != 0;
  }

  /** What is in this set and not in the other. */
  public ProductSet minus(ProductSet other) {
    return new ProductSet(bits & ~other.bits);
  }

  /** What is in this set or in the other. */
  public ProductSet union(ProductSet other) {
    return new ProductSet(bits | other.bits);
  }

  /** How many products the set has. */
  public int size() {
    return Integer.bitCount(bits);
  }

  /** The products of the set in the order of the raw file. */
  public List<Product> products() {
    return Product.ALL.stream().filter(this::contains).toList();
  }
}
