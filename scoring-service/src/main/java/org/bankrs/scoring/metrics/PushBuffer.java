package org.bankrs.scoring.metrics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Pushes that Graphite has not taken yet, oldest first, up to a number of bytes; beyond it the
 * oldest are dropped and counted. Thread-safe; adding never waits for Graphite.
 */
final class PushBuffer {
  private final long limit;
  private final ArrayDeque<Push> pushes = new ArrayDeque<>();
  private long bytes;
  private long dropped;
  private boolean closed;

  /**
   * An empty buffer.
   *
   * @param limit most bytes to keep
   */
  PushBuffer(long limit) {
    this.limit = limit;
  }

  /** Adds the newest push; drops the oldest ones when there are too many bytes. */
  synchronized void add(Push push) {
    pushes.addLast(push);
    bytes += push.length();
    while (bytes > limit) {
      Push oldest = pushes.removeFirst();
      bytes -= oldest.length();
      dropped += oldest.lines();
    }
    notifyAll();
  }

  /**
   * The oldest pushes, at least one if there is any, up to a number of bytes. They stay until
   * {@link #taken} is called.
   */
  synchronized List<Push> oldest(long atMost) {
    List<Push> oldest = new ArrayList<>();
    long sum = 0;
    for (Push push : pushes) {
      sum += push.length();
      if (!oldest.isEmpty() && sum > atMost) {
        break;
      }
      oldest.add(push);
    }
    return oldest;
  }

  /** Forgets what Graphite took; what was dropped meanwhile counts as dropped all the same. */
  synchronized void taken(List<Push> sent) {
    for (Push push : sent) {
      if (pushes.remove(push)) {
        bytes -= push.length();
      }
    }
  }

  /**
   * Waits until there is a push or the buffer is closed.
   *
   * @return whether there is a push
   */
  synchronized boolean awaitPush() throws InterruptedException {
    while (pushes.isEmpty() && !closed) {
      wait();
    }
    return !pushes.isEmpty();
  }

  /** Waits for a time, or until the buffer is closed. */
  synchronized void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long left = time.toMillis();
    while (left > 0 && !closed) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
  }

  /** Ends all waiting; there will be no more pushes. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Pushes kept now. */
  synchronized int size() {
    return pushes.size();
  }

  /** Lines dropped since the start. */
  synchronized long dropped() {
    return dropped;
  }
}
