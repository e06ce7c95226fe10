package org.bankrs.simulator;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints progress once a second: share, rows, time left. For one thread. */
final class ProgressLine implements Progress {
  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  private final PrintWriter out;
  private final long allCustomers;
  private final long start = System.nanoTime();
  private long printed = start;

  ProgressLine(PrintWriter out, long allCustomers) {
    this.out = out;
    this.allCustomers = allCustomers;
  }

  @Override
  public void at(long customers, long rows) {
    long now = System.nanoTime();
    if (now - printed < INTERVAL) {
      return;
    }
    printed = now;
    double seconds = (now - start) / 1e9;
    long left = Math.round(seconds * (allCustomers - customers) / customers);
    out.printf(
        Locale.ROOT,
        "%3d %%  %,d rows  %,.0f rows/s  %d s left%n",
        100 * customers / allCustomers,
        rows,
        rows / seconds,
        left);
    out.flush();
  }

  /** Prints what was done. */
  void done(String what, long rows) {
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        Locale.ROOT,
        "%,d rows in %.1f s (%,.0f rows/s): %s%n",
        rows,
        seconds,
        rows / seconds,
        what);
    out.flush();
  }
}
