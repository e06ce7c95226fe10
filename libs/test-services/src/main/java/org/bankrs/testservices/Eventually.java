package org.bankrs.testservices;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what another thread or program does, in place of a sleep: asks again and again until it
 * is so, and fails with what was waited for when the time is over.
 */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  /**
   * Waits half a minute at most until it is so.
   *
   * @param what is waited for, for the message: "the first push"
   * @param condition asked every 50 ms
   */
  public static void await(String what, Callable<Boolean> condition) {
    await(what, LIMIT, condition);
  }

  /**
   * Waits until it is so.
   *
   * @param what is waited for, for the message
   * @param limit how long it may take, on a slow and busy machine
   * @param condition asked every 50 ms
   */
  public static void await(String what, Duration limit, Callable<Boolean> condition) {
    await(what, limit, PAUSE, condition);
  }

  /**
   * Waits until it is so, asking less often: for a question that costs much.
   *
   * @param what is waited for, for the message
   * @param limit how long it may take, on a slow and busy machine
   * @param pause between two questions
   * @param condition what is asked
   */
  public static void await(
      String what, Duration limit, Duration pause, Callable<Boolean> condition) {
    awaitEqual(what, true, limit, pause, condition);
  }

  /**
   * Waits until a value is what it has to be.
   *
   * @param what the value is, for the message: "the version that answers"
   * @param expected the value that is waited for
   * @param limit how long it may take, on a slow and busy machine
   * @param value asked every 50 ms
   */
  public static void awaitEqual(String what, Object expected, Duration limit, Callable<?> value) {
    awaitEqual(what, expected, limit, PAUSE, value);
  }

  private static void awaitEqual(
      String what, Object expected, Duration limit, Duration pause, Callable<?> value) {
    long start = System.nanoTime();
    Object last = ask(what, value);
    while (!Objects.equals(last, expected)) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError(
            "waited %d s for %s: expected %s, but it is %s"
                .formatted(limit.toSeconds(), what, expected, last));
      }
      pause(what, pause);
      last = ask(what, value);
    }
  }

  private static Object ask(String what, Callable<?> value) {
    try {
      return value.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("cannot ask for " + what, e);
    }
  }

  private static void pause(String what, Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new AssertionError("interrupted while waiting for " + what);
    }
  }
}
