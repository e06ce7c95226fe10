package org.bankrs.simulator;

import java.util.List;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;

/** Groups of products and their places in the simulator's tables. */
final class Products {
  static final int COUNT = Product.ALL.size();

  /** Accounts of which a customer usually has one; all other products are secondary. */
  private static final ProductSet ACCOUNTS =
      ProductSet.of(
          Product.CCO, Product.CNO, Product.CTJU, Product.CTMA, Product.CTOP, Product.CTPP);

  private static final int SECONDARY_BITS = ProductSet.ALL.minus(ACCOUNTS).bits();

  private Products() {}

  static int bit(Product product) {
    return 1 << product.ordinal();
  }

  static boolean holds(int held, Product product) {
    return (held & bit(product)) != 0;
  }

  /** The number of secondary products held. */
  static int secondaries(int held) {
    return Integer.bitCount(held & SECONDARY_BITS);
  }

  /** Refuses a table whose rows are not all products in the order of the raw file. */
  static void requireAll(String resource, Table table) {
    List<String> expected = Product.ALL.stream().map(Product::code).toList();
    if (!table.texts("product").equals(expected)) {
      throw new IllegalStateException(
          resource + ": rows " + table.texts("product") + ", expected " + expected);
    }
  }
}
