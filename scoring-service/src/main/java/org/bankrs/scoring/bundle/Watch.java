package org.bankrs.scoring.bundle;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks for something from time to time, on a thread of its own, until it is closed. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Watch.class);

  private final Duration poll;
  private final Runnable look;
  private final Thread thread;

  private Watch(String name, Duration poll, Runnable look) {
    this.poll = poll;
    this.look = look;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::watch);
  }

  /**
   * Starts.
   *
   * @param poll time between two looks, and before the first
   */
  static Watch start(String name, Duration poll, Runnable look) {
    Watch watch = new Watch(name, poll, look);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(poll);
        look();
      }
    } catch (InterruptedException e) {
      // The service stops.
      Thread.currentThread().interrupt();
    }
  }

  /** A failed look must not end the watch. */
  private void look() {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.error("Looking for a new bundle failed", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
