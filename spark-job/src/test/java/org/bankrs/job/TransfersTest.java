package org.bankrs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransfersTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 1000).boxed().toList();

  @Test
  void takesEveryItemOnce() {
    Set<Integer> taken = ConcurrentHashMap.newKeySet();

    Transfers.each(ITEMS, item -> assertThat(taken.add(item)).isTrue());

    assertThat(taken).containsExactlyInAnyOrderElementsOf(ITEMS);
  }

  /** What is deleted after a failure must not be written again by a transfer that goes on. */
  @Test
  void nothingGoesOnAfterAFailureNorIsInterrupted() {
    CountDownLatch failing = new CountDownLatch(1);
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    Set<Integer> ended = ConcurrentHashMap.newKeySet();
    AtomicBoolean interrupted = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                Transfers.each(
                    ITEMS,
                    item -> {
                      begun.add(item);
                      if (item == 0) {
                        failing.countDown();
                        throw new IllegalStateException("the first");
                      }
                      awaitQuietly(failing, interrupted);
                      // Long enough for the failure to be noticed.
                      IntStream.range(0, 1_000_000).forEach(i -> Thread.onSpinWait());
                      interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
                      ended.add(item);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the first");

    begun.remove(0);
    assertThat(ended).as("all that had begun").isEqualTo(begun).hasSizeLessThan(100);
    assertThat(interrupted).isFalse();
  }

  private static void awaitQuietly(CountDownLatch latch, AtomicBoolean interrupted) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      interrupted.set(true);
    }
  }
}
