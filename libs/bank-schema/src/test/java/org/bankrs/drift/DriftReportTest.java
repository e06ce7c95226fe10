package org.bankrs.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.bankrs.drift.DriftReport.FeatureDrift;
import org.bankrs.drift.DriftReport.ScoreDrift;
import org.bankrs.drift.Reference.Categories;
import org.bankrs.drift.Reference.Histogram;
import org.bankrs.drift.Reference.Scores;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;
import org.junit.jupiter.api.Test;

class DriftReportTest {
  private static final Reference REFERENCE =
      new Reference(
          1000,
          Map.of(
              "age", new Histogram(List.of(30.0, 50.0), List.of(300L, 300L, 300L), 100),
              "calendar_month", new Histogram(List.of(6.0), List.of(1000L, 0L), 0),
              "segmento", new Categories(Map.of("01 - TOP", 500L, "99 - RARE", 4L), 496)),
          Map.of(
              "cco",
              new Scores(List.of(0.01, 0.02), List.of(10L, 20L, 30L), OptionalDouble.of(0.02))));
  private static final ProductSet RECIBO = ProductSet.of(product("recibo"));

  @Test
  void countsMissingUnseenAndMeans() {
    DriftCounts counts = counts();
    counts.add(row("25", "01 - TOP"), RECIBO, probabilities(0.01));
    counts.add(row("NA", "99 - RARE"), RECIBO, probabilities(0.02));
    counts.add(row("50", "04 - NEW"), ProductSet.of(product("cco")), probabilities(0.5));
    counts.add(row("51", ""), RECIBO, probabilities(0.03));

    DriftReport report = DriftReport.of(counts, DriftLimits.USUAL);

    assertThat(report.rows()).isEqualTo(4);
    assertThat(report.features()).extracting(FeatureDrift::name).containsExactly("age", "segmento");
    FeatureDrift age = report.features().get(0);
    assertThat(counts.feature(0)).containsExactly(1, 1, 1, 1);
    assertThat(age.missing()).isEqualTo(0.25);
    assertThat(age.missingBefore()).isEqualTo(0.1);
    assertThat(age.unseen()).isZero();
    FeatureDrift segment = report.features().get(1);
    assertThat(counts.feature(1)).containsExactly(1, 1, 1, 1);
    assertThat(segment.unseen()).isEqualTo(0.25);
    assertThat(segment.missing()).isEqualTo(0.25);
    ScoreDrift account = report.scores().get(product("cco").ordinal());
    // The customer who holds it is passed over.
    assertThat(account.index().rows()).isEqualTo(3);
    assertThat(counts.scores(product("cco").ordinal())).containsExactly(1, 1, 1);
    assertThat(account.mean()).isCloseTo(0.02, within(1e-9));
    assertThat(account.meanBefore()).isEqualTo(0.02);
    assertThat(report.scores().get(product("recibo").ordinal()).mean()).isEqualTo(0.5);
    assertThat(DriftReport.of(counts(), DriftLimits.USUAL).scores().get(0).mean()).isNaN();
    assertThat(report.alarms()).isEmpty();
  }

  @Test
  void mergingInAnyOrderGivesTheSame() {
    DriftCounts all = counts();
    List<DriftCounts> parts = IntStream.range(0, 3).mapToObj(i -> counts()).toList();
    for (int i = 0; i < 300; i++) {
      FeatureRow row = row(String.valueOf(20 + i % 60), "01 - TOP");
      double[] probabilities = probabilities(1.0 / (i + 3));
      all.add(row, ProductSet.NONE, probabilities);
      parts.get(i % 3).add(row, ProductSet.NONE, probabilities);
    }
    DriftCounts merged = counts();
    for (int i = 2; i >= 0; i--) {
      merged.merge(parts.get(i));
    }
    assertThat(DriftReport.of(merged, DriftLimits.USUAL))
        .isEqualTo(DriftReport.of(all, DriftLimits.USUAL));
  }

  @Test
  void alarmsNameWhatIsAboveItsLimit() {
    DriftCounts counts = counts();
    for (int i = 0; i < 1200; i++) {
      counts.add(row("25", i % 2 == 0 ? "01 - TOP" : ""), ProductSet.NONE, probabilities(0.5));
    }
    assertThat(DriftReport.of(counts, DriftLimits.USUAL).alarms()).containsExactly("age", "cco");
    assertThat(DriftReport.of(counts, new DriftLimits(0.1, 0.25, 1201)).alarms()).isEmpty();
    assertThat(DriftReport.of(counts, new DriftLimits(100, 100, 1)).alarms()).isEmpty();
  }

  private static DriftCounts counts() {
    return new DriftCounts(new DriftBins(REFERENCE));
  }

  private static Product product(String code) {
    return Product.ALL.stream().filter(p -> p.code().equals(code)).findFirst().orElseThrow();
  }

  private static double[] probabilities(double all) {
    double[] probabilities = new double[Product.ALL.size()];
    Arrays.fill(probabilities, all);
    return probabilities;
  }

  private static FeatureRow row(String age, String segment) {
    String[] texts = new String[RawSchema.COLUMNS.size()];
    Arrays.fill(texts, "");
    texts[RawSchema.column("age").orElseThrow().position()] = age;
    texts[RawSchema.column("segmento").orElseThrow().position()] = segment;
    return Features.of(List.of(RowCleaner.clean("a row", position -> texts[position])));
  }
}
