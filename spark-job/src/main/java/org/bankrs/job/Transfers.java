package org.bankrs.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Moves or reads several small files at a time: each waits for a server most of the time. */
public final class Transfers {
  private static final int AT_A_TIME = 8;

  private Transfers() {}

  /**
   * Does something with every item, in no particular order.
   *
   * @throws RuntimeException that of the first item that failed; the others may be left undone
   */
  public static <T> void each(Collection<T> items, Consumer<T> transfer) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (T item : items) {
        all.add(threads.submit(() -> transfer.accept(item)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a consumer throws nothing else", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnreadableException("interrupted while files were moved", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
