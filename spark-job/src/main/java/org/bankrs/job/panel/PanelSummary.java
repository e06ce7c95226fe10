package org.bankrs.job.panel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/**
 * Counts over the panel, gathered in the one scan that also fills the cache. Merging is
 * commutative.
 */
public final class PanelSummary implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 3;
  private static final int PRODUCTS = Product.ALL.size();

  private final TreeMap<Integer, MonthCounts> months = new TreeMap<>();
  private final TreeMap<Integer, Trouble> unreadable = new TreeMap<>();
  private final Trouble duplicates = new Trouble();
  private final Trouble withoutCustomer = new Trouble();
  private final Trouble withoutMonth = new Trouble();
  private long rows;
  private long digest;

  /** What is counted for one month. */
  public static final class MonthCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long labelled;
    private final long[] held = new long[PRODUCTS];
    private final long[] eligible = new long[PRODUCTS];
    private final long[] acquired = new long[PRODUCTS];

    /** All rows of the month. */
    public long rows() {
      return rows;
    }

    /** Rows whose customer also has a row in the next month. */
    public long labelled() {
      return labelled;
    }

    /** Rows with the product. */
    public long held(Product product) {
      return held[product.ordinal()];
    }

    /** Labelled rows without the product. */
    public long eligible(Product product) {
      return eligible[product.ordinal()];
    }

    /** Labelled rows without the product whose next month has it. */
    public long acquired(Product product) {
      return acquired[product.ordinal()];
    }

    private void merge(MonthCounts other) {
      rows += other.rows;
      labelled += other.labelled;
      for (int k = 0; k < PRODUCTS; k++) {
        held[k] += other.held[k];
        eligible[k] += other.eligible[k];
        acquired[k] += other.acquired[k];
      }
    }
  }

  /** A count with a few examples of where. */
  static final class Trouble implements Serializable {
    private static final long serialVersionUID = 1L;

    private long count;
    private final ArrayList<String> examples = new ArrayList<>();

    long count() {
      return count;
    }

    List<String> examples() {
      return examples;
    }

    private void add(String example) {
      count++;
      if (examples.size() < EXAMPLES) {
        examples.add(example);
      }
    }

    private void merge(Trouble other) {
      count += other.count;
      for (String example : other.examples) {
        if (examples.size() < EXAMPLES) {
          examples.add(example);
        }
      }
    }
  }

  /** Counts a panel row; returns this. */
  PanelSummary add(Row row) {
    rows++;
    digest += row.getLong(PanelSchema.PANEL_DIGEST);
    int month = row.getInt(PanelSchema.PANEL_MONTH);
    long customer = row.getLong(PanelSchema.PANEL_CUSTOMER);
    if (!row.isNullAt(PanelSchema.PANEL_PROBLEMS)) {
      for (RowProblems.Problem problem :
          RowProblems.unpack(row.getString(PanelSchema.PANEL_PROBLEMS))) {
        unreadable
            .computeIfAbsent(problem.position(), position -> new Trouble())
            .add("\"%s\" (%s)".formatted(problem.value(), where(customer, month)));
      }
    }
    if (customer == CustomerMonth.NO_CUSTOMER) {
      withoutCustomer.add(where(customer, month));
    }
    if (month == CustomerMonth.NO_DATE) {
      withoutMonth.add(where(customer, month));
      return this;
    }
    if (row.getBoolean(PanelSchema.PANEL_DUPLICATE)) {
      duplicates.add(where(customer, month));
    }
    MonthCounts counts = months.computeIfAbsent(month, m -> new MonthCounts());
    counts.rows++;
    boolean labelled = row.getBoolean(PanelSchema.PANEL_LABELLED);
    counts.labelled += labelled ? 1 : 0;
    int held = row.getInt(PanelSchema.PANEL_HELD);
    int acquired = row.getInt(PanelSchema.PANEL_ACQUIRED);
    for (int k = 0; k < PRODUCTS; k++) {
      boolean holds = (held >>> k & 1) != 0;
      counts.held[k] += holds ? 1 : 0;
      counts.eligible[k] += labelled && !holds ? 1 : 0;
      counts.acquired[k] += acquired >>> k & 1;
    }
    return this;
  }

  private static String where(long customer, int month) {
    String who = customer == CustomerMonth.NO_CUSTOMER ? "no customer" : "customer " + customer;
    String when = month == CustomerMonth.NO_DATE ? "no month" : new SnapshotMonth(month).toString();
    return who + ", " + when;
  }

  PanelSummary merge(PanelSummary other) {
    rows += other.rows;
    digest += other.digest;
    other.months.forEach(
        (month, counts) -> months.computeIfAbsent(month, m -> new MonthCounts()).merge(counts));
    other.unreadable.forEach(
        (position, trouble) ->
            unreadable.computeIfAbsent(position, p -> new Trouble()).merge(trouble));
    duplicates.merge(other.duplicates);
    withoutCustomer.merge(other.withoutCustomer);
    withoutMonth.merge(other.withoutMonth);
    return this;
  }

  /** All rows. */
  public long rows() {
    return rows;
  }

  /**
   * A digest of the cleaned rows that does not depend on their order or on where they came from.
   */
  public String digest() {
    return "%016x".formatted(digest);
  }

  /** The months with rows, oldest first. */
  public List<SnapshotMonth> months() {
    return months.keySet().stream().map(SnapshotMonth::new).toList();
  }

  /** The months whose next month is there too, oldest first: those with labels. */
  public List<SnapshotMonth> labelledMonths() {
    return months().stream().filter(m -> months.containsKey(m.index() + 1)).toList();
  }

  /** The counts of a month; all zero for a month without rows. */
  public MonthCounts month(SnapshotMonth month) {
    return months.getOrDefault(month.index(), new MonthCounts());
  }

  /** Labelled rows without the product in several months together. */
  public long eligible(List<SnapshotMonth> of, Product product) {
    return of.stream().mapToLong(m -> month(m).eligible(product)).sum();
  }

  /** How many of them acquired the product. */
  public long acquired(List<SnapshotMonth> of, Product product) {
    return of.stream().mapToLong(m -> month(m).acquired(product)).sum();
  }

  /** By raw position (or {@link RowProblems#WHOLE_LINE}): values that could not be read. */
  Map<Integer, Trouble> unreadable() {
    return unreadable;
  }

  /**
   * How many values could not be read, by raw column in file order; columns without any are left
   * out.
   */
  public Map<String, Long> unreadableByColumn() {
    Map<String, Long> counts = new LinkedHashMap<>();
    unreadable.forEach(
        (position, trouble) -> {
          if (position != RowProblems.WHOLE_LINE) {
            counts.put(RawSchema.COLUMNS.get(position).name(), trouble.count());
          }
        });
    return counts;
  }

  /** Rows behind another of the same customer and month. */
  Trouble duplicates() {
    return duplicates;
  }

  /** Rows without a readable customer's number. */
  Trouble withoutCustomer() {
    return withoutCustomer;
  }

  /** Rows without a readable date. */
  Trouble withoutMonth() {
    return withoutMonth;
  }
}
