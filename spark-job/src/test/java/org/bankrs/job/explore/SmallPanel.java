package org.bankrs.job.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;

/**
 * 120 customers over four months, small enough to count by hand.
 *
 * <ul>
 *   <li>All hold the current account but customer 120, who holds nothing.
 *   <li>Customers 1 and 2 acquire taxes in February, 3 to 26 in March, 27 and 28 in April; all drop
 *       it a month later, but those of April.
 *   <li>Customer 119 appears in February, customer 118 is gone in April.
 *   <li>Customers up to 60 are 25 years old with an income of 100,000, the others 55 with 50,000,
 *       of which the last twelve miss.
 * </ul>
 */
final class SmallPanel {
  static final int ROWS = 120 * 4 - 2;
  private static final int CUSTOMERS = 120;
  private static final int MONTHS = 4;

  private SmallPanel() {}

  static Path write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", RawSchema.NAMES));
    for (int month = 1; month <= MONTHS; month++) {
      for (int customer = 1; customer <= CUSTOMERS; customer++) {
        boolean absent = (customer == 119 && month == 1) || (customer == 118 && month == 4);
        if (!absent) {
          lines.add(line(customer, month));
        }
      }
    }
    return Files.write(file, lines);
  }

  private static String line(int customer, int month) {
    Map<String, String> values = new HashMap<>();
    values.put("fecha_dato", "2015-%02d-28".formatted(month));
    values.put("ncodpers", String.valueOf(customer));
    values.put("age", customer <= 60 ? "25" : "55");
    values.put("antiguedad", "24");
    values.put("fecha_alta", "2013-01-10");
    values.put("canal_entrada", customer <= 90 ? "KHE" : "<b>KAT</b>");
    values.put("cod_prov", "28");
    values.put("nomprov", "MADRID");
    values.put("segmento", customer <= 60 ? "03 - UNIVERSITARIO" : "02 - PARTICULARES");
    values.put("ind_actividad_cliente", customer <= 40 ? "1" : "0");
    values.put("renta", customer <= 60 ? "100000.0" : customer <= 108 ? "50000.0" : "");
    for (Product product : Product.ALL) {
      values.put(product.column(), held(customer, month).contains(product) ? "1" : "0");
    }
    return String.join(
        ",", RawSchema.NAMES.stream().map(name -> values.getOrDefault(name, "")).toList());
  }

  private static Set<Product> held(int customer, int month) {
    if (customer == CUSTOMERS) {
      return Collections.emptySet();
    }
    int taxesIn = customer <= 2 ? 2 : customer <= 26 ? 3 : customer <= 28 ? 4 : 0;
    return taxesIn == month ? Set.of(Product.CCO, Product.RECA) : Set.of(Product.CCO);
  }
}
