package org.bankrs.scoring.drift;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many through a second, and after a quiet time as many at once as a burst allows.
 * Thread-safe; saying no costs one read.
 */
final class Pace {
  private final long interval;
  private final long burst;
  private final AtomicLong next;

  /**
   * A pace.
   *
   * @param perSecond how many go through a second on average
   * @param burst how many go through at once after a quiet time
   * @param now the time in nanoseconds
   */
  Pace(int perSecond, int burst, long now) {
    this.interval = 1_000_000_000L / perSecond;
    this.burst = burst * interval;
    this.next = new AtomicLong(now - this.burst);
  }

  /** Whether one goes through now, in nanoseconds of the same clock. */
  boolean admits(long now) {
    long due = next.get();
    while (due - now <= 0) {
      long earliest = now - burst;
      if (next.compareAndSet(due, (due - earliest < 0 ? earliest : due) + interval)) {
        return true;
      }
      due = next.get();
    }
    return false;
  }
}
