package org.bankrs.scoring.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Sends what is in a buffer to Graphite, from a thread of its own, oldest first. While Graphite is
 * away it tries again after pauses that double up to a longest one. The first failure is logged in
 * one line, and so is the first success after it.
 */
final class GraphitePusher {
  private static final Logger LOG = Logger.getLogger(GraphitePusher.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final long BYTES_AT_ONCE = 1 << 20;

  private final PushBuffer buffer;
  private final GraphiteConnection graphite;
  private final Duration longestPause;
  private final AtomicLong failures = new AtomicLong();
  private final Thread thread;
  private int failuresInARow;

  /** Starts to send. */
  GraphitePusher(PushBuffer buffer, GraphiteConnection graphite, Duration longestPause) {
    this.buffer = buffer;
    this.graphite = graphite;
    this.longestPause = longestPause;
    this.thread = Thread.ofPlatform().daemon().name("graphite").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (buffer.awaitPush()) {
        if (!sent() && !buffer.isClosed()) {
          buffer.pause(pause());
        } else if (failuresInARow > 0) {
          // Closed, and one more attempt was in vain.
          return;
        }
      }
    } catch (InterruptedException e) {
      // The service stops.
      Thread.currentThread().interrupt();
    }
  }

  private boolean sent() {
    List<Push> pushes = buffer.oldest(BYTES_AT_ONCE);
    try {
      graphite.send(pushes);
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
      return false;
    }
    buffer.taken(pushes);
    if (failuresInARow > 0) {
      LOG.infof(
          "Graphite at %s:%d takes metrics again; lines dropped so far: %d",
          graphite.host(), graphite.port(), buffer.dropped());
      failuresInARow = 0;
    }
    return true;
  }

  private void failed(String reason) {
    if (failuresInARow == 0) {
      LOG.warnf(
          "Graphite at %s:%d takes no metrics: %s; keeping them and trying on quietly",
          graphite.host(), graphite.port(), reason);
    }
    failuresInARow++;
    failures.incrementAndGet();
  }

  /** Doubles with each failure. */
  private Duration pause() {
    Duration pause = FIRST_PAUSE;
    for (int i = 1; i < failuresInARow && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }

  /** Attempts that failed since the start. */
  long failures() {
    return failures.get();
  }

  /** Tries once more to send what is left, then ends. */
  void stop() {
    buffer.close();
    try {
      thread.join(graphite.timeout().plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
