package org.bankrs.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;

/** Computes the statistics of published-statistics.csv over simulated customers, by their names. */
final class PanelStatistics {
  private static final int MONTHS = Simulator.REAL_MONTHS;

  /** The published profile of buyers is that of rows until 2016-02. */
  private static final int BUYERS_UNTIL = 13;

  private static final List<Product> REPEATED =
      List.of(Product.RECIBO, Product.TJCR, Product.NOMINA);

  private static final int NOMINA = RawSchema.column(Product.NOMINA).position();

  private final Map<String, double[]> shares = new TreeMap<>();
  private final Map<String, Numbers> numbers = new TreeMap<>();
  private final double[] rows = new double[MONTHS];
  private final double[][] taken = new double[Products.COUNT][MONTHS];
  private final double[] given = new double[Products.COUNT];
  private final double[] givers = new double[Products.COUNT];
  private final double[][] together = new double[Products.COUNT][Products.COUNT];
  private double customers;

  /** Adds a customer's rows of the first 17 months, in their order. */
  void add(List<SimulatedRow> allRows) {
    List<SimulatedRow> raw = allRows.stream().filter(row -> row.monthNumber() < MONTHS).toList();
    List<CustomerMonth> months = raw.stream().map(row -> RowCleaner.clean("row", row)).toList();
    customers++;
    for (int i = 0; i < raw.size(); i++) {
      rows[raw.get(i).monthNumber()]++;
      addProfile(raw.get(i), months.get(i));
    }
    int[] held = new int[MONTHS];
    boolean[] present = new boolean[MONTHS];
    for (int i = 0; i < raw.size(); i++) {
      held[raw.get(i).monthNumber()] = months.get(i).held().bits();
      present[raw.get(i).monthNumber()] = true;
    }
    addProducts(held, present, months, raw);
  }

  private void addProfile(SimulatedRow raw, CustomerMonth row) {
    boolean profile = !row.category(ProfileColumn.COUNTRY).isEmpty();
    share("missing.profile", !profile);
    share("missing.relation", row.category(ProfileColumn.RELATION_TYPE).isEmpty());
    share("missing.channel", row.category(ProfileColumn.CHANNEL).isEmpty());
    share("missing.segment", row.category(ProfileColumn.SEGMENT).isEmpty());
    share("missing.income", Double.isNaN(row.number(ProfileColumn.INCOME)));
    share("missing.province", row.category(ProfileColumn.PROVINCE).isEmpty());
    share("missing.payroll", raw.text(NOMINA).equals("NA"));
    equal("share.male", row, ProfileColumn.SEX, "V");
    equal("share.new", row, ProfileColumn.NEW_CUSTOMER, "1");
    equal("share.leaving", row, ProfileColumn.RELATION, "99");
    equal("share.foreigner", row, ProfileColumn.FOREIGNER, "S");
    equal("share.deceased", row, ProfileColumn.DECEASED, "S");
    equal("share.abroad", row, ProfileColumn.RESIDENT, "N");
    equal("share.active", row, ProfileColumn.ACTIVE, "1");
    equal("share.relationActive", row, ProfileColumn.RELATION_TYPE, "A");
    equal("share.top", row, ProfileColumn.SEGMENT, Segment.TOP.text());
    equal("share.individuals", row, ProfileColumn.SEGMENT, Segment.INDIVIDUAL.text());
    equal("share.students", row, ProfileColumn.SEGMENT, Segment.STUDENT.text());
    for (String channel : List.of("KHE", "KAT", "KFC", "KHQ")) {
      equal("share." + channel, row, ProfileColumn.CHANNEL, channel);
    }
    equal("share.Madrid", row, ProfileColumn.PROVINCE_NAME, "MADRID");
    equal("share.Barcelona", row, ProfileColumn.PROVINCE_NAME, "BARCELONA");
    if (row.category(ProfileColumn.RELATION_TYPE).equals("I")) {
      equal("share.inactiveWhenRelationInactive", row, ProfileColumn.ACTIVE, "0");
    }
    String relation = raw.text(ProfileColumn.RELATION_MONTH.ordinal());
    if (relation.startsWith("1")) {
      share("share.indrel1Bare", relation.equals("1"));
    }
    for (Product product : Product.ALL) {
      share("held." + product.code(), row.held().contains(product));
    }
    if (profile) {
      double age = row.number(ProfileColumn.AGE);
      number("age", age);
      share("age.twenties", age >= 20 && age <= 25);
      number("seniority", row.number(ProfileColumn.SENIORITY));
    }
    double income = row.number(ProfileColumn.INCOME);
    number("income", income);
    String province = row.category(ProfileColumn.PROVINCE_NAME);
    if (province.equals("MADRID") || province.equals("MURCIA")) {
      number("income." + province, income);
    }
  }

  private void addProducts(
      int[] held, boolean[] present, List<CustomerMonth> months, List<SimulatedRow> raw) {
    int[] takes = new int[MONTHS];
    boolean everTook = false;
    boolean changed = false;
    for (int month = 1; month < MONTHS; month++) {
      if (!present[month] || !present[month - 1]) {
        continue;
      }
      takes[month] = held[month] & ~held[month - 1];
      int gives = held[month - 1] & ~held[month];
      changed |= held[month] != held[month - 1];
      everTook |= takes[month] != 0;
      addTransition(month, held[month - 1], takes[month], gives);
    }
    addRepeats(takes, present);
    share("buyers.ever", everTook);
    if (IntStream.range(12, MONTHS).anyMatch(month -> takes[month] != 0)) {
      share("buyers.founding", present[5]);
    }
    if (everTook) {
      for (int i = 0; i < raw.size(); i++) {
        if (raw.get(i).monthNumber() <= BUYERS_UNTIL) {
          CustomerMonth row = months.get(i);
          equal("buyers.active", row, ProfileColumn.ACTIVE, "1");
          equal("buyers.students", row, ProfileColumn.SEGMENT, Segment.STUDENT.text());
          equal("buyers.top", row, ProfileColumn.SEGMENT, Segment.TOP.text());
          equal("buyers.Madrid", row, ProfileColumn.PROVINCE_NAME, "MADRID");
          equal("buyers.KHE", row, ProfileColumn.CHANNEL, "KHE");
        }
      }
    }
    if (months.isEmpty()) {
      return;
    }
    int last = months.get(months.size() - 1).held().size();
    share("basket.none", last == 0);
    share("basket.one", last == 1);
    share("basket.two", last == 2);
    share("basket.never", Arrays.stream(held).allMatch(bits -> bits == 0));
    number("basket", months.stream().mapToInt(row -> row.held().size()).average().orElseThrow());
    share("basket.unchanged", !changed);
  }

  private void addTransition(int month, int before, int takes, int gives) {
    int count = Integer.bitCount(takes);
    share("buyers.none", count == 0);
    share("buyers.one", count == 1);
    share("buyers.more", count > 1);
    for (int k = 0; k < Products.COUNT; k++) {
      taken[k][month] += takes >>> k & 1;
      given[k] += gives >>> k & 1;
      givers[k] += before >>> k & 1;
      if ((takes >>> k & 1) != 0) {
        for (Product other : new ProductSet(takes).products()) {
          together[other.ordinal()][k]++;
        }
      }
    }
  }

  private void addRepeats(int[] takes, boolean[] present) {
    for (int month = 1; month < MONTHS; month++) {
      for (int later = month + 1; later < Math.min(month + 4, MONTHS); later++) {
        if (!present[later]) {
          continue;
        }
        if (takes[month] != 0) {
          share("again.month" + (later - month), takes[later] != 0);
        }
        for (Product product : REPEATED) {
          if (Products.holds(takes[month], product)) {
            share(
                "again." + product.code() + (later - month), Products.holds(takes[later], product));
          }
        }
      }
    }
  }

  /** All statistics by name. */
  Map<String, Double> values() {
    Map<String, Double> values = new TreeMap<>();
    shares.forEach((name, counts) -> values.put(name, counts[0] / counts[1]));
    values.put("size.rowsPerCustomer", Arrays.stream(rows).sum() / customers);
    values.put("size.july", rows[6] / rows[5]);
    values.put("size.growth", rows[16] / rows[0]);
    for (String name : List.of("age", "seniority", "income")) {
      values.put(name + ".mean", numbers.get(name).mean());
      values.put(name + ".deviation", numbers.get(name).deviation());
      values.put(name + ".quartile1", numbers.get(name).quantile(0.25));
      values.put(name + ".median", numbers.get(name).quantile(0.5));
      values.put(name + ".quartile3", numbers.get(name).quantile(0.75));
    }
    values.put("income.medianMadrid", numbers.get("income.MADRID").quantile(0.5));
    values.put("income.medianMurcia", numbers.get("income.MURCIA").quantile(0.5));
    values.put("basket.mean", numbers.get("basket").mean());
    double all = 0;
    for (Product product : Product.ALL) {
      int k = product.ordinal();
      double sum = Arrays.stream(taken[k]).sum();
      all += sum;
      values.put("taken." + product.code(), sum / customers);
      values.put("given." + product.code(), given[k] / givers[k]);
      for (Product other : Product.ALL) {
        values.put(
            "together." + other.code() + "|" + product.code(), together[other.ordinal()][k] / sum);
      }
    }
    values.put("taken.all", all / customers);
    values.put("season.cco", ratio(Product.CCO, 5, 4, 6));
    values.put("season.reca", ratio(Product.RECA, 5, 4, 6));
    values.put("season.nomina", ratio(Product.NOMINA, 13, 12, 14));
    values.put("season.dela", ratio(Product.DELA, 15, 8, 9));
    return values;
  }

  /** The acquisitions of a month over those of two others. */
  private double ratio(Product product, int month, int one, int other) {
    double[] months = taken[product.ordinal()];
    return months[month] / (months[one] + months[other]);
  }

  private void equal(String name, CustomerMonth row, ProfileColumn column, String value) {
    share(name, row.category(column).equals(value));
  }

  private void share(String name, boolean hit) {
    double[] counts = shares.computeIfAbsent(name, key -> new double[2]);
    counts[0] += hit ? 1 : 0;
    counts[1]++;
  }

  private void number(String name, double value) {
    if (!Double.isNaN(value)) {
      numbers.computeIfAbsent(name, key -> new Numbers()).values.add(value);
    }
  }

  /** Numbers of which moments and quantiles are wanted. */
  private static final class Numbers {
    private final List<Double> values = new ArrayList<>();

    double mean() {
      return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    double deviation() {
      double mean = mean();
      return Math.sqrt(
          values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    double quantile(double share) {
      double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
      return sorted[(int) (share * (sorted.length - 1))];
    }
  }
}
