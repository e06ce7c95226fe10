package org.bankrs.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One run: sends traffic to a service until the time or the count is reached. */
final class LoadRun {
  /** Most requests on their way at a time in an open loop; others wait, and their time runs. */
  private static final int IN_FLIGHT = 512;

  /**
   * When a run ends.
   *
   * @param duration time for sending
   * @param requests most requests
   * @param grace time for the answers after that
   */
  record Limits(Duration duration, long requests, Duration grace) {}

  private final Service service;
  private final Traffic traffic;
  private final Limits limits;
  private final Tally tally = new Tally();
  private final long start = System.nanoTime();
  private final long end;

  private LoadRun(Service service, Traffic traffic, Limits limits) {
    this.service = service;
    this.traffic = traffic;
    this.limits = limits;
    this.end = start + limits.duration().toNanos();
  }

  /**
   * Sends each request at its time, whether or not earlier ones were answered. A latency is counted
   * from the time at which the request was meant to be sent: a service that stalls is charged for
   * all who waited meanwhile.
   */
  static Tally open(Service service, Traffic traffic, Arrivals arrivals, Limits limits)
      throws InterruptedException {
    return new LoadRun(service, traffic, limits).open(arrivals);
  }

  /** Keeps so many connections busy: each sends its next request when the last one is answered. */
  static Tally closed(Service service, Traffic traffic, int connections, Limits limits)
      throws InterruptedException {
    return new LoadRun(service, traffic, limits).closed(connections);
  }

  private Tally open(Arrivals arrivals) throws InterruptedException {
    Semaphore free = new Semaphore(IN_FLIGHT);
    ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    for (long index = 0; index < limits.requests(); index++) {
      long due = start + arrivals.next();
      if (due >= end) {
        break;
      }
      waitUntil(due);
      long number = index;
      callers.execute(() -> sendWhenFree(number, due, free));
    }
    finish(callers);
    return tally;
  }

  private void sendWhenFree(long index, long due, Semaphore free) {
    try {
      Call call = traffic.call(index);
      free.acquire();
      try {
        if (System.nanoTime() > end + limits.grace().toNanos()) {
          tally.add(new Tally.Key(call.endpoint(), Outcome.NOT_SENT, 0), System.nanoTime() - due);
        } else {
          send(call, due);
        }
      } finally {
        free.release();
      }
    } catch (InterruptedException e) {
      // Given up at the end of the run.
      Thread.currentThread().interrupt();
      tally.add(
          new Tally.Key(traffic.call(index).endpoint(), Outcome.TIMED_OUT, 0),
          System.nanoTime() - due);
    }
  }

  private Tally closed(int connections) throws InterruptedException {
    AtomicLong next = new AtomicLong();
    ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    for (int i = 0; i < connections; i++) {
      callers.execute(() -> sendOneAfterTheOther(next));
    }
    finish(callers);
    return tally;
  }

  private void sendOneAfterTheOther(AtomicLong next) {
    try {
      long index = next.getAndIncrement();
      while (index < limits.requests() && System.nanoTime() < end) {
        send(traffic.call(index), System.nanoTime());
        index = next.getAndIncrement();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Call call, long due) throws InterruptedException {
    tally.sentLate(System.nanoTime() - due);
    Tally.Key key = service.send(call);
    tally.add(key, System.nanoTime() - due);
  }

  /** Waits for the answers, though not for ever. */
  private void finish(ExecutorService callers) throws InterruptedException {
    callers.shutdown();
    long left = end + limits.grace().toNanos() - System.nanoTime();
    if (!callers.awaitTermination(left, TimeUnit.NANOSECONDS)) {
      callers.shutdownNow();
      // Interrupted callers count themselves.
      callers.awaitTermination(limits.grace().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static void waitUntil(long due) throws InterruptedException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
