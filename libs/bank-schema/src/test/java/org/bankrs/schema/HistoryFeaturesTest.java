package org.bankrs.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryFeaturesTest {
  private static final List<String> NAMES =
      HistoryFeatures.ALL.stream().map(Feature::name).toList();
  private static final int CUSTOMERS = 300;

  private long seed;
  private Random random;

  @BeforeEach
  void seed() {
    seed = System.nanoTime();
    random = new Random(seed);
    System.out.println("seed " + seed);
  }

  @Test
  void namesEachFeatureOnce() {
    List<String> names = new ArrayList<>(NAMES);
    Features.ALL.forEach(feature -> names.add(feature.name()));

    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    assertThat(HistoryFeatures.of(History.NONE)).hasSameSizeAs(NAMES);
  }

  @Test
  void tellsWhatHappenedWhen() {
    List<CustomerMonth> months =
        List.of(
            month(0, "1", "ind_cco_fin_ult1"),
            month(1, "1", "ind_cco_fin_ult1", "ind_recibo_ult1"),
            month(2, "0", "ind_cco_fin_ult1"),
            month(3, "0", "ind_cco_fin_ult1", "ind_recibo_ult1"),
            month(4, "1", "ind_recibo_ult1"),
            month(5, "1", "ind_cco_fin_ult1"));

    assertThat(feature(months, "months_seen")).isEqualTo(6);
    assertThat(feature(months, "products_held_1")).isEqualTo(1);
    assertThat(feature(months, "gains")).isEqualTo(3);
    assertThat(feature(months, "drops")).isEqualTo(3);
    assertThat(feature(months, "recibo_held_1")).isEqualTo(1);
    assertThat(feature(months, "recibo_held_3")).isZero();
    assertThat(feature(months, "recibo_months_since_held")).isEqualTo(1);
    assertThat(feature(months, "recibo_months_since_gained")).isEqualTo(2);
    assertThat(feature(months, "recibo_months_since_dropped")).isZero();
    assertThat(feature(months, "recibo_gains")).isEqualTo(2);
    assertThat(feature(months, "recibo_drops")).isEqualTo(2);
    assertThat(feature(months, "cco_months_since_held")).isZero();
    assertThat(feature(months, "cco_months_since_dropped")).isEqualTo(1);
    assertThat(feature(months, "tjcr_months_since_held")).isEqualTo(History.MONTHS);
    assertThat(feature(months, "activity_changes")).isEqualTo(2);
    assertThat(feature(months, "months_since_activity_change")).isEqualTo(1);
    assertThat(feature(months, "months_since_segment_change")).isEqualTo(History.MONTHS);
  }

  @Test
  void knowsNothingWithoutAnEarlierMonth() {
    assertThat(HistoryFeatures.of(History.of(List.of(month(3, "1", "ind_recibo_ult1")))))
        .containsOnly(Double.NaN);
    CustomerMonth undated = RowCleaner.clean("row", RawRows.with("fecha_dato", ""));
    assertThat(HistoryFeatures.of(History.of(List.of(month(3, "1"), undated))))
        .containsOnly(Double.NaN);
  }

  @Test
  void leavesMissingWhatTheRowsDoNotSay() {
    List<CustomerMonth> gap = List.of(month(0, "1"), month(1, ""), month(3, ""));

    assertThat(feature(gap, "products_held_1")).isNaN();
    assertThat(feature(gap, "recibo_held_1")).isNaN();
    assertThat(feature(gap, "recibo_held_2")).isZero();
    assertThat(feature(gap, "recibo_held_4")).isNaN();
    assertThat(feature(gap, "activity_changes")).isZero();
    assertThat(feature(List.of(month(1, ""), month(2, "1")), "activity_changes")).isNaN();
  }

  @Test
  void agreesWithThePlainDefinitions() {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      List<CustomerMonth> months = months();
      assertThat(HistoryFeatures.of(History.of(months)))
          .as("seed %d, customer %d", seed, customer)
          .containsExactly(PlainHistory.features(months));
    }
  }

  @Test
  void doesNotSeeTheFuture() {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      List<CustomerMonth> months = months();
      int now = random.nextInt(months.size());
      List<CustomerMonth> other = new ArrayList<>(months.subList(0, now + 1));
      for (CustomerMonth later : months.subList(now + 1, months.size())) {
        other.add(changed(later));
      }
      assertThat(bits(walk(other).get(now)))
          .as("seed %d, customer %d, month %d", seed, customer, now)
          .isEqualTo(bits(walk(months).get(now)))
          .isEqualTo(bits(History.of(months.subList(0, now + 1))));
    }
  }

  @Test
  void forgetsAsIfOlderRowsWereNotThere() {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      List<CustomerMonth> months = months();
      int earlier = random.nextInt(History.MONTHS + 3);
      int now = index(months.get(months.size() - 1));
      List<CustomerMonth> recent =
          months.stream().filter(month -> index(month) >= now - earlier).toList();
      assertThat(bits(History.of(months).last(earlier)))
          .as("seed %d, customer %d, %d earlier months", seed, customer, earlier)
          .isEqualTo(bits(History.of(recent)));
    }
  }

  @Test
  void comesBackFromItsPackedForm() {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      History history = History.of(months());
      assertThat(bits(History.unpacked(history.packed())))
          .as("seed %d", seed)
          .isEqualTo(bits(history));
    }
  }

  private static double feature(List<CustomerMonth> months, String name) {
    return HistoryFeatures.of(History.of(months))[NAMES.indexOf(name)];
  }

  private static long[] bits(History history) {
    return Arrays.stream(HistoryFeatures.of(history))
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  private static List<History> walk(List<CustomerMonth> months) {
    List<History> walked = new ArrayList<>();
    History history = History.NONE;
    for (CustomerMonth month : months) {
      history = history.with(month);
      walked.add(history);
    }
    return walked;
  }

  private static int index(CustomerMonth month) {
    return month.month().orElseThrow().index();
  }

  private static CustomerMonth month(int number, String active, String... held) {
    List<String> changes = new ArrayList<>();
    SnapshotMonth month = SnapshotMonth.of(2015, 1).plus(number);
    changes.addAll(List.of("fecha_dato", month + "-28", "ind_actividad_cliente", active));
    changes.addAll(List.of("ind_cco_fin_ult1", "0"));
    for (String product : held) {
      changes.addAll(List.of(product, "1"));
    }
    return RowCleaner.clean("row", RawRows.with(changes.toArray(String[]::new)));
  }

  /** Up to 24 months, some of them missing, of products that come and go. */
  private List<CustomerMonth> months() {
    List<CustomerMonth> months = new ArrayList<>();
    int held = random.nextInt() & ProductSet.ALL.bits();
    int first = SnapshotMonth.of(2015, 1).index();
    for (int i = 0; i < 24; i++) {
      held ^= 1 << random.nextInt(Product.ALL.size());
      if (random.nextInt(6) > 0) {
        months.add(row(first + i, held));
      }
    }
    return months.isEmpty() ? List.of(row(first, held)) : months;
  }

  private CustomerMonth changed(CustomerMonth month) {
    return row(index(month), ~month.held().bits() & ProductSet.ALL.bits());
  }

  private CustomerMonth row(int month, int held) {
    double[] numbers = new double[ProfileColumn.count(ColumnKind.NUMBER)];
    String[] categories = new String[ProfileColumn.count(ColumnKind.CATEGORY)];
    Arrays.fill(categories, "");
    for (ProfileColumn watched : History.WATCHED) {
      categories[watched.slot()] = List.of("", "a", "b").get(random.nextInt(3));
    }
    return CustomerMonth.of(1, month, month, numbers, categories, new ProductSet(held));
  }

  /** The definitions, word by word. */
  private static final class PlainHistory {
    private final List<CustomerMonth> months;
    private final int now;

    PlainHistory(List<CustomerMonth> months) {
      now = index(months.get(months.size() - 1));
      this.months = months.stream().filter(month -> index(month) > now - History.MONTHS).toList();
    }

    static double[] features(List<CustomerMonth> months) {
      return new PlainHistory(months).features();
    }

    private double[] features() {
      List<Double> all = new ArrayList<>();
      if (months.size() == 1) {
        NAMES.forEach(name -> all.add(Double.NaN));
        return all.stream().mapToDouble(Double::doubleValue).toArray();
      }
      List<Double> byProduct = new ArrayList<>();
      double gains = 0;
      double drops = 0;
      for (Product product : Product.ALL) {
        for (int lag = 1; lag <= 4; lag++) {
          byProduct.add(
              at(lag).map(m -> m.held().contains(product) ? 1.0 : 0.0).orElse(Double.NaN));
        }
        List<Integer> held = new ArrayList<>();
        List<Integer> gained = new ArrayList<>();
        List<Integer> dropped = new ArrayList<>();
        for (int ago = 0; ago < History.MONTHS; ago++) {
          boolean here = at(ago).isPresent() && at(ago).get().held().contains(product);
          if (here) {
            held.add(ago);
          }
          if (at(ago).isPresent() && ago + 1 < History.MONTHS && at(ago + 1).isPresent()) {
            boolean before = at(ago + 1).get().held().contains(product);
            if (here && !before) {
              gained.add(ago);
            }
            if (before && !here) {
              dropped.add(ago);
            }
          }
        }
        byProduct.add(newest(held));
        byProduct.add(newest(gained));
        byProduct.add(newest(dropped));
        byProduct.add((double) gained.size());
        byProduct.add((double) dropped.size());
        gains += gained.size();
        drops += dropped.size();
      }
      all.add((double) months.size());
      all.add(at(1).map(m -> (double) m.held().size()).orElse(Double.NaN));
      all.add(gains);
      all.add(drops);
      History.WATCHED.forEach(watched -> addChanges(watched, all));
      all.addAll(byProduct);
      return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void addChanges(ProfileColumn watched, List<Double> all) {
      String latest = "";
      boolean known = false;
      List<Integer> changes = new ArrayList<>();
      for (CustomerMonth month : months) {
        String value = month.category(watched);
        int ago = now - index(month);
        known |= !value.isEmpty() && ago > 0;
        if (!value.isEmpty()) {
          if (!latest.isEmpty() && !latest.equals(value)) {
            changes.add(0, ago);
          }
          latest = value;
        }
      }
      all.add(known ? (double) changes.size() : Double.NaN);
      all.add(known ? newest(changes) : Double.NaN);
    }

    private Optional<CustomerMonth> at(int ago) {
      return months.stream().filter(month -> index(month) == now - ago).findFirst();
    }

    private static double newest(List<Integer> ago) {
      return ago.isEmpty() ? History.MONTHS : ago.get(0);
    }
  }
}
