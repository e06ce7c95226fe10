package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {
  @Test
  void goesOnAsSoonAsItIsSo() {
    AtomicInteger questions = new AtomicInteger();
    Eventually.await("the third question", () -> questions.incrementAndGet() == 3);
    assertThat(questions).hasValue(3);
  }

  @Test
  void saysWhatItWaitedForAndWhatItSaw() {
    assertThatThrownBy(
            () ->
                Eventually.awaitEqual(
                    "the version that answers", "new", Duration.ofMillis(1), () -> "old"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("the version that answers", "expected new", "it is old");
  }

  @Test
  void anErrorOfTheQuestionIsNotWaitedFor() {
    assertThatThrownBy(
            () ->
                Eventually.await(
                    "nothing",
                    () -> {
                      throw new java.io.IOException("no such place");
                    }))
        .hasMessageContaining("nothing")
        .hasRootCauseMessage("no such place");
  }
}
