package org.bankrs.scoring.drift;

import java.time.Duration;
import java.util.ArrayDeque;
import org.bankrs.drift.DriftBins;
import org.bankrs.drift.DriftCounts;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.ProductSet;

/**
 * Counts of the newest rows: at least so many, and those of at least so long. They are kept in
 * panes, of which the oldest is forgotten when a new one begins, so that the size does not grow
 * with the rows. Not thread-safe.
 */
final class DriftWindow {
  private static final int PANES = 5;

  private final DriftBins bins;
  private final long rowsOfPane;
  private final long nanosOfPane;
  private final ArrayDeque<DriftCounts> panes = new ArrayDeque<>();
  private long begun;

  /**
   * An empty window.
   *
   * @param rows least rows when it is full
   * @param time least time when it is full
   */
  DriftWindow(DriftBins bins, int rows, Duration time) {
    this.bins = bins;
    this.rowsOfPane = Math.ceilDiv(rows, PANES);
    this.nanosOfPane = time.toNanos() / PANES;
  }

  /** Counts a row at a time in nanoseconds. */
  void add(FeatureRow row, ProductSet held, double[] probabilities, long now) {
    if (panes.isEmpty() || (panes.getLast().rows() >= rowsOfPane && now - begun >= nanosOfPane)) {
      panes.addLast(new DriftCounts(bins));
      begun = now;
      if (panes.size() > PANES + 1) {
        panes.removeFirst();
      }
    }
    panes.getLast().add(row, held, probabilities);
  }

  /** Rows in the window. */
  long rows() {
    return panes.stream().mapToLong(DriftCounts::rows).sum();
  }

  /** The counts of the whole window. */
  DriftCounts counts() {
    DriftCounts all = new DriftCounts(bins);
    panes.forEach(all::merge);
    return all;
  }
}
