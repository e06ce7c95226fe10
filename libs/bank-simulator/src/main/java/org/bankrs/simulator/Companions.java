package org.bankrs.simulator;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.schema.Product;

/** Which products bring others along when they are taken. */
final class Companions {
  private final List<List<Companion>> byProduct = new ArrayList<>();

  private Companions(Table table) {
    for (Product product : Product.ALL) {
      byProduct.add(
          table.rows().stream()
              .filter(row -> row.get(0).equals(product.code()))
              .map(row -> new Companion(ordinal(row.get(1)), Double.parseDouble(row.get(2))))
              .toList());
    }
  }

  /**
   * A product that may come along.
   *
   * @param product its ordinal
   * @param probability that it does, for a customer who does not hold it
   */
  record Companion(int product, double probability) {}

  /** Reads a table of product, brings, probability. */
  static Companions read(String resource) {
    return new Companions(Table.read(resource));
  }

  private static int ordinal(String code) {
    return Product.byCode(code).orElseThrow().ordinal();
  }

  /** The companions of a product. */
  List<Companion> of(int product) {
    return byProduct.get(product);
  }
}
