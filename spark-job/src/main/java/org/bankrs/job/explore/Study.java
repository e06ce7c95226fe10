package org.bankrs.job.explore;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.bankrs.job.panel.Panel;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/**
 * What is counted for the data study beyond the panel's own summary. Gathered in one pass over the
 * panel, of bounded size whatever the number of rows. Merging is commutative.
 */
final class Study implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PRODUCTS = Product.ALL.size();
  private static final int OLDEST = 120;
  private static final int LONGEST_SENIORITY = 600;
  private static final int MOST_PROVINCES = 500;

  private final int newestMonth;
  private final long[] missing = new long[RawSchema.COLUMNS.size()];
  private final NumberCounts ages = NumberCounts.whole(OLDEST);
  private final NumberCounts seniorities = NumberCounts.whole(LONGEST_SENIORITY);
  private final NumberCounts incomes = NumberCounts.income();
  private final CategoryCounts segments = new CategoryCounts();
  private final CategoryCounts channels = new CategoryCounts();
  private final CategoryCounts provinces = new CategoryCounts();
  private final TreeMap<String, NumberCounts> incomeByProvince = new TreeMap<>();
  private final TreeMap<String, String> provinceNames = new TreeMap<>();
  private final NumberCounts productsHeld = NumberCounts.whole(PRODUCTS);
  private final PairCounts owned = new PairCounts();
  private final PairCounts acquired = new PairCounts();
  private final TreeMap<Integer, long[]> dropped = new TreeMap<>();
  private final EnumMap<Factor, GroupRates> factors = new EnumMap<>(Factor.class);
  private long customers;

  private Study(int newestMonth) {
    this.newestMonth = newestMonth;
    for (Factor factor : Factor.values()) {
      factors.put(factor, new GroupRates());
    }
  }

  /** Counts all rows of a panel in one pass. */
  static Study of(Panel panel) {
    int newest = panel.summary().months().get(panel.summary().months().size() - 1).index();
    JavaRDD<Study> parts =
        panel
            .rows()
            .select(StudyRow.columns())
            .javaRDD()
            .mapPartitions(rows -> java.util.List.of(new Study(newest).addAll(rows)).iterator());
    return parts.treeReduce(Study::merge);
  }

  /** Rows of whole customers, sorted by customer and month. */
  private Study addAll(Iterator<Row> rows) {
    Recency recency = new Recency();
    while (rows.hasNext()) {
      StudyRow row = StudyRow.of(rows.next());
      recency.next(row);
      add(row, recency);
    }
    return this;
  }

  private void add(StudyRow row, Recency recency) {
    customers += recency.isNewCustomer() ? 1 : 0;
    for (long rest = row.missing(); rest != 0; rest &= rest - 1) {
      missing[Long.numberOfTrailingZeros(rest)]++;
    }
    addProfile(row);
    owned.add(row.held());
    if (row.month() == newestMonth) {
      productsHeld.add(Integer.bitCount(row.held()));
    }
    if (recency.dropped() != 0) {
      long[] counts = dropped.computeIfAbsent(row.month(), m -> new long[PRODUCTS]);
      for (int rest = recency.dropped(); rest != 0; rest &= rest - 1) {
        counts[Integer.numberOfTrailingZeros(rest)]++;
      }
    }
    if (row.labelled()) {
      acquired.add(row.acquired());
      for (Map.Entry<Factor, GroupRates> factor : factors.entrySet()) {
        factor.getValue().add(factor.getKey().group(row, recency), row.acquired());
      }
    }
  }

  private void addProfile(StudyRow row) {
    if (!Double.isNaN(row.age())) {
      ages.add(row.age());
    }
    if (!Double.isNaN(row.seniority())) {
      seniorities.add(row.seniority());
    }
    if (!row.segment().isEmpty()) {
      segments.add(row.segment());
    }
    if (!row.channel().isEmpty()) {
      channels.add(row.channel());
    }
    boolean income = row.income() > 0;
    if (income) {
      incomes.add(row.income());
    }
    if (!row.province().isEmpty()) {
      provinces.add(row.province());
      row.provinceName().ifPresent(name -> nameProvince(row.province(), name));
      if (income) {
        incomesOf(row.province()).add(row.income());
      }
    }
  }

  private void nameProvince(String code, String name) {
    if (provinceNames.size() < MOST_PROVINCES || provinceNames.containsKey(code)) {
      // Were a code to have two names, the order of the rows would not matter.
      provinceNames.merge(code, name, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
  }

  private NumberCounts incomesOf(String province) {
    boolean kept =
        incomeByProvince.size() < MOST_PROVINCES || incomeByProvince.containsKey(province);
    return incomeByProvince.computeIfAbsent(
        kept ? province : CategoryCounts.OTHERS, p -> NumberCounts.income());
  }

  private Study merge(Study other) {
    customers += other.customers;
    for (int i = 0; i < missing.length; i++) {
      missing[i] += other.missing[i];
    }
    ages.merge(other.ages);
    seniorities.merge(other.seniorities);
    incomes.merge(other.incomes);
    segments.merge(other.segments);
    channels.merge(other.channels);
    provinces.merge(other.provinces);
    other.incomeByProvince.forEach((province, counts) -> incomesOf(province).merge(counts));
    other.provinceNames.forEach(this::nameProvince);
    productsHeld.merge(other.productsHeld);
    owned.merge(other.owned);
    acquired.merge(other.acquired);
    other.dropped.forEach(
        (month, counts) -> {
          long[] mine = dropped.computeIfAbsent(month, m -> new long[PRODUCTS]);
          for (int k = 0; k < PRODUCTS; k++) {
            mine[k] += counts[k];
          }
        });
    other.factors.forEach((factor, rates) -> rates(factor).merge(rates));
    return this;
  }

  /** Different customers. */
  long customers() {
    return customers;
  }

  /** Rows without a usable value in a raw column. */
  long missing(int position) {
    return missing[position];
  }

  /** By years. */
  NumberCounts ages() {
    return ages;
  }

  /** By months. */
  NumberCounts seniorities() {
    return seniorities;
  }

  /** Above 0, by logarithm. */
  NumberCounts incomes() {
    return incomes;
  }

  CategoryCounts segments() {
    return segments;
  }

  CategoryCounts channels() {
    return channels;
  }

  /** By the province's code. */
  CategoryCounts provinces() {
    return provinces;
  }

  /** Incomes by the province's code. */
  Map<String, NumberCounts> incomeByProvince() {
    return incomeByProvince;
  }

  /** The name of a province; its code in words where no sampled row names it. */
  String provinceName(String code) {
    return provinceNames.getOrDefault(code, "province " + code);
  }

  /** Customers of the newest month by the number of products they hold. */
  NumberCounts productsHeld() {
    return productsHeld;
  }

  /** Products held together, over all rows. */
  PairCounts owned() {
    return owned;
  }

  /** Products acquired together, over all rows with a next month. */
  PairCounts acquired() {
    return acquired;
  }

  /** Customers who held a product the month before and no longer do. */
  long dropped(SnapshotMonth month, Product product) {
    long[] counts = dropped.get(month.index());
    return counts == null ? 0 : counts[product.ordinal()];
  }

  /** Acquisitions by the groups of a factor. */
  GroupRates rates(Factor factor) {
    GroupRates rates = factors.get(factor);
    if (rates == null) {
      throw new IllegalStateException("no rates of " + factor);
    }
    return rates;
  }
}
