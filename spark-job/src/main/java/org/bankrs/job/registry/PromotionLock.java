package org.bankrs.job.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.bankrs.job.SourceUnreadableException;

/**
 * Keeps others from moving the champion meanwhile. MLflow has no locks, but it lets only one of
 * several callers create a registered model of a name: who creates {@code <name>.promotion} holds
 * the lock and deletes it afterwards. One older than {@link #STALE} was left behind by a process
 * that died and is taken over.
 */
final class PromotionLock {
  static final Duration STALE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int ATTEMPTS = 300;

  private PromotionLock() {}

  /**
   * Does some work while nobody else does; waits for others longer than a lock takes to grow stale.
   *
   * @throws SourceUnreadableException when another promotion holds the lock longer
   */
  static <T> T holding(ModelRegistry registry, Supplier<T> work) {
    take(registry);
    try {
      return work.get();
    } finally {
      release(registry);
    }
  }

  private static void release(ModelRegistry registry) {
    try {
      registry.deleteModel(nameFor(registry));
    } catch (SourceUnreadableException e) {
      // What became of the work is what counts; the lock grows stale.
    }
  }

  private static void take(ModelRegistry registry) {
    String lock = nameFor(registry);
    String holder =
        "Held while the champion of %s is changed, by process %d"
            .formatted(registry.name(), ProcessHandle.current().pid());
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (registry.createModel(lock, holder)) {
        return;
      }
      long created =
          registry.model(lock).path("creation_timestamp").asLong(Instant.now().toEpochMilli());
      if (Instant.ofEpochMilli(created).plus(STALE).isBefore(Instant.now())) {
        registry.deleteModel(lock);
      } else {
        pause();
      }
    }
    throw new SourceUnreadableException(
        "another promotion of %s is under way (registered model %s): try again later"
            .formatted(registry.name(), lock));
  }

  static String nameFor(ModelRegistry registry) {
    return registry.name() + ".promotion";
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnreadableException("interrupted while waiting for a promotion", e);
    }
  }
}
