package org.bankrs.scoring.bundle;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bundle that was tried.
 *
 * @param time when
 * @param accepted whether it was put to use
 * @param what its version, or why it was refused
 */
public record Reload(Instant time, boolean accepted, String what) {
  private static final int KEPT = 10;

  /** The list with this one before the others, and the oldest left out when they are many. */
  List<Reload> before(List<Reload> others) {
    return Stream.concat(Stream.of(this), others.stream()).limit(KEPT).toList();
  }
}
