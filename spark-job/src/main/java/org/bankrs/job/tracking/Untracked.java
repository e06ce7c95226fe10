package org.bankrs.job.tracking;

import java.util.Map;
import java.util.function.Supplier;

/** A run that is kept nowhere else. */
record Untracked() implements RunTracker {
  @Override
  public void finish(RunRecord record, Map<String, Supplier<byte[]>> artifacts) {
    // The files beside the bundle are all there is.
  }

  @Override
  public void finish(Map<String, Double> metrics) {
    // The log of the search is all there is.
  }

  @Override
  public void fail(String reason) {
    // Nobody is waiting for it.
  }
}
