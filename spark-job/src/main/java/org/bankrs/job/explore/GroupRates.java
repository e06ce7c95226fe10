package org.bankrs.job.explore;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.bankrs.schema.Product;

/** How often the customers of each group acquire something by the next month. Bounded. */
final class GroupRates implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_GROUPS = 5000;

  private final TreeMap<String, Counts> groups = new TreeMap<>();

  /** What is counted of a group. */
  private static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long buyers;
    private final long[] acquired = new long[Product.ALL.size()];

    private Counts merge(Counts other) {
      rows += other.rows;
      buyers += other.buyers;
      for (int k = 0; k < acquired.length; k++) {
        acquired[k] += other.acquired[k];
      }
      return this;
    }
  }

  /**
   * A group.
   *
   * @param rows rows with a next month
   * @param buyers how many of them acquire something by then
   * @param acquired how many acquire each product, in the order of the products
   */
  record Group(String name, long rows, long buyers, List<Long> acquired) {
    /** The share of rows that acquire something; NaN without rows. */
    double rate() {
      return rows == 0 ? Double.NaN : (double) buyers / rows;
    }

    /** The share of rows that acquire a product; NaN without rows. */
    double rateOf(Product product) {
      return rows == 0 ? Double.NaN : (double) acquired.get(product.ordinal()) / rows;
    }
  }

  /** Counts a row that has a next month; {@code acquired} are products as bits. */
  void add(String group, int acquired) {
    Counts counts = counts(group);
    counts.rows++;
    counts.buyers += acquired == 0 ? 0 : 1;
    for (int rest = acquired; rest != 0; rest &= rest - 1) {
      counts.acquired[Integer.numberOfTrailingZeros(rest)]++;
    }
  }

  private Counts counts(String group) {
    boolean kept = groups.size() < MOST_GROUPS || groups.containsKey(group);
    return groups.computeIfAbsent(kept ? group : CategoryCounts.OTHERS, g -> new Counts());
  }

  GroupRates merge(GroupRates other) {
    other.groups.forEach((group, counts) -> counts(group).merge(counts));
    return this;
  }

  /** The groups that occur: in a given order, or the largest first when that is empty. */
  List<Group> groups(List<String> order) {
    List<Group> found = new ArrayList<>();
    groups.forEach(
        (name, c) ->
            found.add(
                new Group(
                    name, c.rows, c.buyers, java.util.Arrays.stream(c.acquired).boxed().toList())));
    found.sort(
        order.isEmpty()
            ? Comparator.comparingLong(Group::rows).reversed()
            : Comparator.comparingInt(g -> order.indexOf(g.name())));
    return found;
  }
}
