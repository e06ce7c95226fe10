package org.bankrs.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.bankrs.schema.SnapshotMonth;
import org.junit.jupiter.api.Test;

class MonthChoiceTest {
  private static final Split SPLIT =
      Split.of(IntStream.range(0, 16).mapToObj(i -> SnapshotMonth.of(2015, 1).plus(i)).toList());

  @Test
  void takesTheNewestMonths() {
    assertThat(new MonthChoice(3, 1).of(SPLIT).train())
        .isEqualTo(
            List.of(
                SnapshotMonth.of(2015, 12), SnapshotMonth.of(2016, 1), SnapshotMonth.of(2016, 2)));
    assertThat(MonthChoice.ALL.of(SPLIT)).isEqualTo(SPLIT);
    assertThat(new MonthChoice(99, 1).of(SPLIT)).isEqualTo(SPLIT);
  }

  @Test
  void keepsLastYearsMonthWhereItWeighsMore() {
    assertThat(new MonthChoice(1, 12).of(SPLIT).train())
        .containsExactly(SnapshotMonth.of(2015, 4), SnapshotMonth.of(2016, 2));
    assertThat(SPLIT.test()).isEqualTo(SnapshotMonth.of(2016, 4));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new MonthChoice(-1, 1)).hasMessageContaining("--months -1");
    assertThatThrownBy(() -> new MonthChoice(0, 0)).hasMessageContaining("--season-weight 0");
  }
}
