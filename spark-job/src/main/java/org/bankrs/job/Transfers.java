package org.bankrs.job;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Moves or reads several small files at a time: each waits for a server most of the time. */
public final class Transfers {
  private static final int AT_A_TIME = 8;

  private Transfers() {}

  /**
   * Does something with every item, in no particular order. When it returns or throws, nothing of
   * it goes on.
   *
   * @throws RuntimeException that of the first item that failed; those not begun by then are left
   *     undone
   */
  public static <T> void each(Collection<T> items, Consumer<T> transfer) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (T item : items) {
      threads.execute(() -> unlessFailed(failure, () -> transfer.accept(item)));
    }
    // Those that are under way end by themselves: an interrupt would close whatever they write to.
    threads.shutdown();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new SourceUnreadableException("interrupted while files were moved", e);
    }
    if (failure.get() instanceof RuntimeException e) {
      throw e;
    }
    if (failure.get() instanceof Error e) {
      throw e;
    }
  }

  private static void unlessFailed(AtomicReference<Throwable> failure, Runnable work) {
    if (failure.get() == null) {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }
  }
}
