package org.bankrs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  @Test
  void namesEachFeatureOnce() {
    List<String> names = Features.ALL.stream().map(Feature::name).toList();

    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    assertThat(count(Feature.Kind.NUMBER)).isEqualTo(6);
    assertThat(count(Feature.Kind.FLAG)).isEqualTo(24);
    assertThat(count(Feature.Kind.CATEGORY)).isEqualTo(16);
  }

  @Test
  void derivesFromTheLastRow() {
    CustomerMonth now =
        RowCleaner.clean(
            "row",
            RawRows.with(
                "fecha_dato", "2016-03-28", "fecha_alta", "2015-01-12", "ind_recibo_ult1", "1"));

    FeatureRow features = Features.of(List.of(now));

    assertThat(number(features, "age")).isEqualTo(35);
    assertThat(number(features, Features.CALENDAR_MONTH)).isEqualTo(3);
    assertThat(number(features, Features.MONTHS_SINCE_JOINING)).isEqualTo(14);
    assertThat(number(features, Features.PRODUCTS_HELD)).isEqualTo(2);
    assertThat(number(features, "ind_recibo_ult1")).isEqualTo(1);
    assertThat(number(features, "ind_nomina_ult1")).isZero();
    assertThat(features.category(index("canal_entrada"))).isEqualTo("KHL");
  }

  @Test
  void leavesMissingWhatCannotBeDerived() {
    CustomerMonth now =
        RowCleaner.clean("row", RawRows.with("fecha_dato", "", "fecha_alta", "", "sexo", "NA"));

    FeatureRow features = Features.of(List.of(now));

    assertThat(number(features, Features.CALENDAR_MONTH)).isNaN();
    assertThat(number(features, Features.MONTHS_SINCE_JOINING)).isNaN();
    assertThat(features.category(index("sexo"))).isEmpty();
  }

  @Test
  void whatIsHeldInBothMonthsIsNotAcquired() {
    CustomerMonth january = RowCleaner.clean("1", RawRows.with("ind_recibo_ult1", "1"));
    CustomerMonth february =
        RowCleaner.clean("2", RawRows.with("fecha_dato", "2015-02-28", "ind_recibo_ult1", "1"));

    assertThat(Labels.acquired(january, february).contains(Product.RECIBO)).isFalse();
  }

  @Test
  void labelsWhatIsNewInTheNextMonth() {
    CustomerMonth january = RowCleaner.clean("1", RawRows.with("ind_recibo_ult1", "0"));
    CustomerMonth february =
        RowCleaner.clean(
            "2",
            RawRows.with(
                "fecha_dato", "2015-02-28", "ind_recibo_ult1", "1", "ind_cco_fin_ult1", "0"));

    assertThat(Labels.acquired(january, february)).isEqualTo(ProductSet.of(Product.RECIBO));
    assertThat(Labels.eligible(january))
        .isEqualTo(ProductSet.ALL.minus(ProductSet.of(Product.CCO)));
  }

  @Test
  void labelsNothingAcrossAGapOrCustomers() {
    CustomerMonth january = RowCleaner.clean("1", RawRows.MALAGA);
    CustomerMonth march = RowCleaner.clean("2", RawRows.with("fecha_dato", "2015-03-28"));
    CustomerMonth other =
        RowCleaner.clean("3", RawRows.with("fecha_dato", "2015-02-28", "ncodpers", "7"));

    assertThat(Labels.follows(january, march)).isFalse();
    assertThat(Labels.follows(january, other)).isFalse();
    assertThatThrownBy(() -> Labels.acquired(january, march))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2015-01")
        .hasMessageContaining("2015-03");
  }

  @Test
  void countsMonthsAcrossYears() {
    assertThat(SnapshotMonth.of(2015, 12).plus(1)).isEqualTo(SnapshotMonth.parse("2016-01"));
    assertThat(SnapshotMonth.of(2016, 1)).hasToString("2016-01");
    assertThat(SnapshotMonth.of(2016, 1).calendarMonth()).isEqualTo(1);
  }

  private static long count(Feature.Kind kind) {
    return Features.ALL.stream().filter(feature -> feature.kind() == kind).count();
  }

  private static double number(FeatureRow row, String name) {
    return row.number(index(name));
  }

  private static int index(String name) {
    return Features.ALL.stream().map(Feature::name).toList().indexOf(name);
  }
}
