package org.bankrs.job.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecencyTest {
  private final Recency recency = new Recency();

  @Test
  void acquisitionsAndDropsAreSeenBetweenMonthsInARow() {
    next(7, 1, 0b01);
    assertThat(recency.isNewCustomer()).isTrue();
    assertThat(recency.group()).isEqualTo("first row of the customer");
    next(7, 2, 0b01);
    assertThat(recency.group()).isEqualTo("nothing taken so far");
    next(7, 3, 0b10);
    assertThat(recency.dropped()).isEqualTo(0b01);
    assertThat(recency.group()).isEqualTo("took one this month");
    next(7, 4, 0b10);
    assertThat(recency.dropped()).isZero();
    assertThat(recency.group()).isEqualTo("1 month ago");
    next(7, 7, 0b01);
    assertThat(recency.dropped()).as("behind a gap").isZero();
    assertThat(recency.group()).isEqualTo("3 to 5 months ago");
  }

  @Test
  void theNextCustomerStartsAnew() {
    next(7, 1, 0);
    next(7, 2, 1);
    next(8, 3, 0);
    assertThat(recency.isNewCustomer()).isTrue();
    assertThat(recency.dropped()).isZero();
    next(8, 4, 0);
    assertThat(recency.group()).isEqualTo("nothing taken so far");
  }

  private void next(long customer, int month, int held) {
    recency.next(
        new StudyRow(
            customer, month, held, 0, true, 0, 30, 10, 1000, 10, "", "", "", "", Optional.empty()));
  }
}
