package org.bankrs.job.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.bankrs.job.RawCsv;
import org.bankrs.job.SparkTest;
import org.bankrs.job.source.Source;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Labels;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;
import org.bankrs.schema.RowCleaner;
import org.bankrs.schema.SnapshotMonth;
import org.bankrs.simulator.SimulatedRow;
import org.bankrs.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelTest {
  private static final long SEED = 11;
  private static final int CUSTOMERS = 300;
  private static final int MONTHS = 8;

  @TempDir private Path folder;

  @Test
  void labelsEveryRowAsTheCustomersOwnRowsSay() {
    Map<String, ProductSet> expected = new HashMap<>();
    Simulator simulator = new Simulator(SEED);
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      List<CustomerMonth> months = new ArrayList<>();
      for (SimulatedRow row : simulator.rows(customer)) {
        if (row.month().compareTo(SnapshotMonth.of(2015, 1).plus(MONTHS)) < 0) {
          months.add(RowCleaner.clean("row", row));
        }
      }
      for (int i = 0; i + 1 < months.size(); i++) {
        if (Labels.follows(months.get(i), months.get(i + 1))) {
          expected.put(
              months.get(i).customer().getAsLong() + " " + months.get(i).month().get().index(),
              Labels.acquired(months.get(i), months.get(i + 1)));
        }
      }
    }

    try (Panel panel = read(RawCsv.lines(SEED, CUSTOMERS, MONTHS))) {
      Map<String, ProductSet> found = new HashMap<>();
      for (Row row : panel.rows().where(PanelSchema.LABELLED).collectAsList()) {
        found.put(
            row.getLong(PanelSchema.PANEL_CUSTOMER) + " " + row.getInt(PanelSchema.PANEL_MONTH),
            new ProductSet(row.getInt(PanelSchema.PANEL_ACQUIRED)));
      }
      assertThat(found).isEqualTo(expected);
      assertThat(expected.values().stream().anyMatch(s -> s.size() > 0)).isTrue();
    }
  }

  @Test
  void readsTheSourceOnce() throws TimeoutException {
    List<String> lines = RawCsv.lines(SEED, CUSTOMERS, MONTHS);
    try (SparkTest.Scans scans = new SparkTest.Scans(SparkTest.session());
        Panel panel = read(lines)) {
      assertThat(panel.rows().count()).isEqualTo(lines.size() - 1);
      assertThat(panel.labelled(SnapshotMonth.of(2015, 3)).count()).isPositive();
      assertThat(scans.count()).isEqualTo(1);
    }
  }

  @Test
  void doesNotDependOnTheOrderOfRows() {
    List<String> lines = RawCsv.lines(SEED, CUSTOMERS, MONTHS);
    List<String> shuffled = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(shuffled, new Random(SEED));
    shuffled.add(0, lines.get(0));

    try (Panel first = read(lines);
        Panel second = read(shuffled)) {
      assertThat(second.summary().digest()).isEqualTo(first.summary().digest());
      assertThat(second.rows().collectAsList()).isEqualTo(first.rows().collectAsList());
    }
  }

  @Test
  void leavesOutLaterMonths() {
    List<String> lines = RawCsv.lines(SEED, CUSTOMERS, MONTHS);
    try (Panel all = read(RawCsv.lines(SEED, CUSTOMERS, 5));
        Panel upToMay = read(lines, Optional.of(SnapshotMonth.of(2015, 5)))) {
      assertThat(upToMay.summary().digest()).isEqualTo(all.summary().digest());
      assertThat(upToMay.summary().months()).hasSize(5).endsWith(SnapshotMonth.of(2015, 5));
      assertThat(upToMay.summary().labelledMonths()).endsWith(SnapshotMonth.of(2015, 4));
    }
  }

  @Test
  void countsWhatWasAcquired() {
    try (Panel panel = read(RawCsv.lines(SEED, CUSTOMERS, MONTHS))) {
      SnapshotMonth month = SnapshotMonth.of(2015, 2);
      long acquired = 0;
      long eligible = 0;
      for (Row row : panel.labelled(month).collectAsList()) {
        acquired += row.getInt(PanelSchema.PANEL_ACQUIRED) >>> Product.RECIBO.ordinal() & 1;
        eligible += ~row.getInt(PanelSchema.PANEL_HELD) >>> Product.RECIBO.ordinal() & 1;
      }
      PanelSummary.MonthCounts counts = panel.summary().month(month);
      assertThat(counts.acquired(Product.RECIBO)).isEqualTo(acquired);
      assertThat(counts.eligible(Product.RECIBO)).isEqualTo(eligible).isPositive();
    }
  }

  private Panel read(List<String> lines) {
    return read(lines, Optional.empty());
  }

  private Panel read(List<String> lines, Optional<SnapshotMonth> asOf) {
    Path file = RawCsv.write(folder.resolve("rows" + lines.hashCode() + ".csv"), lines);
    return Panel.read(
        SparkTest.session(), Source.of(file.toString(), Optional.empty(), Map.of()), asOf, 3, 1);
  }
}
