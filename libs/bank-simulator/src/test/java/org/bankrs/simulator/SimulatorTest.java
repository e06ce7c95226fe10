package org.bankrs.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.FieldProblem;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RowCleaner;
import org.bankrs.schema.SnapshotMonth;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final int CUSTOMERS = 4000;

  @Test
  void givesRowsThatCleanWithoutAProblem() {
    List<FieldProblem> problems = new ArrayList<>();
    Simulator simulator = new Simulator(11);
    for (long customer = 0; customer < CUSTOMERS; customer++) {
      for (SimulatedRow row : simulator.rows(customer)) {
        CustomerMonth cleaned = RowCleaner.clean(row, problems::add);
        assertThat(cleaned.month()).contains(row.month());
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void givesEachCustomerOneNumberAndMonthsInOrder() {
    Simulator simulator = new Simulator(12);
    Set<String> numbers = new HashSet<>();
    for (long customer = 0; customer < CUSTOMERS; customer++) {
      List<SimulatedRow> rows = simulator.rows(customer);
      assertThat(rows.stream().map(SimulatedRow::month))
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .isSorted();
      String number = rows.get(0).text(ProfileColumn.CUSTOMER.ordinal());
      assertThat(rows).allMatch(row -> row.text(ProfileColumn.CUSTOMER.ordinal()).equals(number));
      assertThat(numbers.add(number)).as("number %s is new", number).isTrue();
    }
  }

  @Test
  void numbersCustomersInTheOrderInWhichTheyJoined() {
    Simulator simulator = new Simulator(13);
    List<SimulatedRow> rows = new ArrayList<>();
    for (long customer = 0; customer < CUSTOMERS; customer++) {
      SimulatedRow row = simulator.rows(customer).get(0);
      if (!row.text(ProfileColumn.JOINED.ordinal()).isEmpty()) {
        rows.add(row);
      }
    }
    rows.sort(
        Comparator.comparingLong(
            row -> Long.parseLong(row.text(ProfileColumn.CUSTOMER.ordinal()))));
    assertThat(rows.stream().map(row -> row.text(ProfileColumn.JOINED.ordinal()))).isSorted();
  }

  @Test
  void givesACustomerOfALaterRoundAnotherNumber() {
    Simulator simulator = new Simulator(13);
    SimulatedRow first = simulator.rows(7).get(0);
    SimulatedRow later = simulator.rows(7 + Joinings.PLACES).get(0);
    assertThat(later.text(ProfileColumn.CUSTOMER.ordinal()))
        .isNotEqualTo(first.text(ProfileColumn.CUSTOMER.ordinal()));
  }

  @Test
  void neverPaysAPayrollWithoutThePensionFlag() {
    Simulator simulator = new Simulator(14);
    int payrolls = 0;
    for (long customer = 0; customer < CUSTOMERS; customer++) {
      for (SimulatedRow row : simulator.rows(customer)) {
        CustomerMonth month = RowCleaner.clean(row, problem -> {});
        if (month.held().contains(Product.NOMINA)) {
          payrolls++;
          assertThat(month.held().contains(Product.NOM_PENS)).isTrue();
        }
      }
    }
    assertThat(payrolls).isGreaterThan(CUSTOMERS / 10);
  }

  @Test
  void freezesTheProfileUntilTheExtract() {
    Simulator simulator = new Simulator(15);
    SnapshotMonth extract = SnapshotMonth.of(2015, 7);
    for (long customer = 0; customer < CUSTOMERS; customer++) {
      List<SimulatedRow> frozen =
          simulator.rows(customer).stream()
              .filter(row -> row.month().compareTo(extract) <= 0)
              .toList();
      assertThat(frozen.stream().map(row -> row.text(ProfileColumn.AGE.ordinal())).distinct())
          .hasSizeLessThanOrEqualTo(1);
      assertThat(frozen.stream().map(row -> row.text(ProfileColumn.SENIORITY.ordinal())).distinct())
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void givesTheSameRowsAgainAndOthersForAnotherSeed() {
    List<String> once = lines(new Simulator(16));
    assertThat(lines(new Simulator(16))).isEqualTo(once);
    assertThat(lines(new Simulator(17))).doesNotContainAnyElementsOf(once);
  }

  @Test
  void refusesANegativeCustomer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Simulator(1).rows(-1))
        .withMessage("customer -1: expected 0 or more");
  }

  private static List<String> lines(Simulator simulator) {
    List<String> lines = new ArrayList<>();
    for (long customer = 0; customer < 200; customer++) {
      simulator.rows(customer).forEach(row -> lines.add(row.line()));
    }
    return lines;
  }
}
