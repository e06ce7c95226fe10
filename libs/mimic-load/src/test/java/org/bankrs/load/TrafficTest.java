package org.bankrs.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RowCleaner;
import org.bankrs.schema.SnapshotMonth;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final int CALLS = 4000;
  private static final SnapshotMonth MAY = SnapshotMonth.of(2016, 5);
  private static final Months MONTHS = new Months(MAY, 0);

  @Test
  void theSameSeedAsksTheSame() {
    Traffic one = traffic(7, 0.1);
    Traffic other = traffic(7, 0.1);
    for (int index : new int[] {300, 0, 17, 300}) {
      assertThat(text(other.call(index))).isEqualTo(text(one.call(index)));
    }
    assertThat(text(traffic(8, 0.1).call(0))).isNotEqualTo(text(one.call(0)));
  }

  private static String text(Call call) {
    return "%s %d %s"
        .formatted(
            call.endpoint(),
            call.expectedStatus(),
            new String(call.body(), StandardCharsets.UTF_8));
  }

  @Test
  void endpointsAndBadRowsHaveTheirShares() {
    Traffic traffic = traffic(1, 0.1);
    List<Call> calls = LongStream.range(0, CALLS).mapToObj(traffic::call).toList();
    assertThat(share(calls, Endpoint.PREDICT)).isCloseTo(0.5, within(0.03));
    assertThat(share(calls, Endpoint.PREDICT_PROBA)).isCloseTo(0.4, within(0.03));
    List<Call> posted = calls.stream().filter(c -> c.endpoint() != Endpoint.RANDOM).toList();
    double bad = posted.stream().filter(Call::isBad).count() / (double) posted.size();
    assertThat(bad).isCloseTo(0.1, within(0.02));
  }

  private static double share(List<Call> calls, Endpoint endpoint) {
    return calls.stream().filter(c -> c.endpoint() == endpoint).count() / (double) calls.size();
  }

  @Test
  void rowsAreThoseOfManyCustomersInTheMonthAndCleanWithoutAProblem() {
    Set<Long> customers = new HashSet<>();
    for (CustomerMonth row : rows(traffic(1, 0))) {
      customers.add(row.customer().orElseThrow());
      assertThat(row.month()).contains(MAY);
    }
    assertThat(customers).hasSizeGreaterThan(CALLS * 99 / 100);
  }

  @Test
  void earlierMonthsAreTheSameCustomersAndInOrder() throws IOException {
    Traffic alone = traffic(1, 0);
    Traffic traffic = new Traffic(1, 0, List.of(), new Months(MAY, 2));
    int whole = 0;
    for (int index = 0; index < 100; index++) {
      List<CustomerMonth> months = traffic.rows(index).stream().map(TrafficTest::clean).toList();
      int last = months.size() - 1;
      assertThat(traffic.rows(index).get(last)).isEqualTo(alone.rows(index).get(0));
      for (int i = 0; i < last; i++) {
        assertThat(months.get(i).customer()).isEqualTo(months.get(last).customer());
        assertThat(months.get(i).month().orElseThrow()).isBetween(MAY.plus(-2), MAY.plus(-1));
      }
      assertThat(months.stream().map(month -> month.month().orElseThrow()))
          .isSorted()
          .doesNotHaveDuplicates();
      whole += last == 2 ? 1 : 0;
      Call call = traffic.call(index);
      if (call.endpoint() != Endpoint.RANDOM) {
        assertThat(new ObjectMapper().readTree(call.body()).path("history")).hasSize(last);
      }
    }
    assertThat(whole).isGreaterThan(80);
  }

  @Test
  void aMonthWithoutRowsIsRefused() {
    assertThatThrownBy(() -> new Months(SnapshotMonth.of(2016, 7), 0))
        .hasMessage("month 2016-07: expected 2015-01 to 2016-06");
  }

  @Test
  void driftIsInTheRowsAndLeavesTheRestAlone() {
    Traffic before = traffic(3, 0);
    Traffic after = drifted("income=+30%", "age=-10");
    for (int index = 0; index < 200; index++) {
      CustomerMonth was = clean(before.rows(index).get(0));
      CustomerMonth is = clean(after.rows(index).get(0));
      double income = was.number(ProfileColumn.INCOME);
      if (Double.isNaN(income)) {
        assertThat(is.number(ProfileColumn.INCOME)).isNaN();
      } else {
        assertThat(is.number(ProfileColumn.INCOME)).isCloseTo(income * 1.3, within(0.01));
      }
      double age = was.number(ProfileColumn.AGE);
      if (!Double.isNaN(age)) {
        assertThat(is.number(ProfileColumn.AGE)).isEqualTo(Math.max(age - 10, 2));
      }
      assertThat(is.held()).isEqualTo(was.held());
      assertThat(is.category(ProfileColumn.CHANNEL)).isEqualTo(was.category(ProfileColumn.CHANNEL));
    }
  }

  @Test
  void driftReachesTheShareOfTheRowsThatItNames() {
    assertThat(newChannel(traffic(3, 0))).isZero();
    assertThat(newChannel(drifted("new-channel"))).isCloseTo(0.3, within(0.03));
    assertThat(newChannel(drifted("new-channel=60%"))).isCloseTo(0.6, within(0.03));
    double usual = withoutIncome(traffic(3, 0));
    assertThat(withoutIncome(drifted("missing-income")))
        .isCloseTo(usual + (1 - usual) / 2, within(0.03));
  }

  private static double newChannel(Traffic traffic) {
    return rows(traffic).stream()
            .filter(row -> row.category(ProfileColumn.CHANNEL).equals(Drift.NEW_CHANNEL))
            .count()
        / (double) CALLS;
  }

  private static double withoutIncome(Traffic traffic) {
    return rows(traffic).stream()
            .filter(row -> Double.isNaN(row.number(ProfileColumn.INCOME)))
            .count()
        / (double) CALLS;
  }

  private static Traffic traffic(long seed, double bad) {
    return new Traffic(seed, bad, List.of(), MONTHS);
  }

  private static Traffic drifted(String... drifts) {
    return new Traffic(3, 0, List.of(drifts).stream().map(Drift::parse).toList(), MONTHS);
  }

  private static List<CustomerMonth> rows(Traffic traffic) {
    return IntStream.range(0, CALLS).mapToObj(index -> clean(traffic.rows(index).get(0))).toList();
  }

  private static CustomerMonth clean(String[] texts) {
    return RowCleaner.clean("a sent row", position -> texts[position]);
  }
}
