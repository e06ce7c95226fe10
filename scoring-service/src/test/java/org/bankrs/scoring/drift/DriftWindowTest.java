package org.bankrs.scoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.bankrs.drift.DriftBins;
import org.bankrs.load.Months;
import org.bankrs.load.Traffic;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;
import org.bankrs.schema.RowCleaner;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.scoring.bundle.BundleReader;
import org.junit.jupiter.api.Test;

class DriftWindowTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final DriftBins BINS =
      new DriftBins(BundleReader.read(ExampleBundle.path()).reference());
  private static final FeatureRow ROW = Features.of(List.of(row()));
  private static final double[] SCORES = new double[Product.ALL.size()];

  @Test
  void keepsTheNewestRows() {
    DriftWindow window = new DriftWindow(BINS, 1000, Duration.ZERO);
    List<Long> rows =
        IntStream.rangeClosed(1, 5000).mapToObj(i -> add(window, i * SECOND)).toList();

    assertThat(rows.subList(0, 1000)).startsWith(1L, 2L, 3L).endsWith(1000L);
    assertThat(rows.subList(1000, 5000)).allMatch(n -> n >= 1000 && n <= 1200);
  }

  @Test
  void keepsThoseOfTheLeastTime() {
    DriftWindow window = new DriftWindow(BINS, 1000, Duration.ofMinutes(5));
    List<Long> rows =
        IntStream.rangeClosed(1, 30_000).mapToObj(i -> add(window, i * SECOND / 50)).toList();

    // 50 rows a second.
    assertThat(rows.subList(0, 15_000)).isSorted();
    assertThat(rows.subList(15_000, 30_000)).allMatch(n -> n >= 15_000 && n <= 18_001);
  }

  @Test
  void aPaceLetsABurstThroughAndThenSoManyASecond() {
    Pace pace = new Pace(1000, 50, 0);
    assertThat(admitted(pace, 0, SECOND / 1000)).isBetween(50L, 52L);
    assertThat(admitted(pace, SECOND / 1000, SECOND)).isBetween(990L, 1010L);
    assertThat(admitted(pace, 100 * SECOND, 100 * SECOND + 1)).isBetween(50L, 52L);
  }

  private static CustomerMonth row() {
    String[] texts = new Traffic(1, 0, List.of(), new Months(Months.LAST, 0)).rows(0).get(0);
    return RowCleaner.clean("a sent row", position -> texts[position]);
  }

  private static long admitted(Pace pace, long from, long to) {
    long step = Math.max(1, (to - from) / 10_000);
    long admitted = 0;
    for (int i = 0; i < 10_000; i++) {
      admitted += pace.admits(from + i * step) ? 1 : 0;
    }
    return admitted;
  }

  private static long add(DriftWindow window, long now) {
    window.add(ROW, ProductSet.NONE, SCORES, now);
    return window.rows();
  }
}
