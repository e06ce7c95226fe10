package org.bankrs.load;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts how requests ended and how long they took. Thread-safe. */
final class Tally {
  private static final int DIGITS = 3;

  /**
   * What is counted together.
   *
   * @param endpoint what was called
   * @param outcome how it ended
   * @param status the HTTP status, 0 where there was none
   */
  record Key(Endpoint endpoint, Outcome outcome, int status) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byEndpoint = endpoint.compareTo(other.endpoint);
      int byOutcome = outcome.compareTo(other.outcome);
      if (byEndpoint != 0) {
        return byEndpoint;
      }
      return byOutcome != 0 ? byOutcome : Integer.compare(status, other.status);
    }
  }

  /** Latencies in microseconds; guarded by this. */
  private final Map<Key, Histogram> histograms = new TreeMap<>();

  private long latest;

  /** Counts one request that took so many nanoseconds. */
  synchronized void add(Key key, long nanos) {
    histograms
        .computeIfAbsent(key, k -> new Histogram(DIGITS))
        .recordValue(Math.max(TimeUnit.NANOSECONDS.toMicros(nanos), 0));
  }

  /** Notes how long after its time a request was sent. */
  synchronized void sentLate(long nanos) {
    latest = Math.max(latest, nanos);
  }

  /** The longest time by which a request was sent late, in nanoseconds. */
  synchronized long latest() {
    return latest;
  }

  /** Latencies in microseconds, by what is counted together; a copy. */
  synchronized Map<Key, Histogram> histograms() {
    Map<Key, Histogram> copies = new TreeMap<>();
    histograms.forEach((key, histogram) -> copies.put(key, histogram.copy()));
    return copies;
  }

  /** All requests of an endpoint, or of all, whose outcome is an answer of the service. */
  Histogram answers(Optional<Endpoint> endpoint) {
    Histogram sum = new Histogram(DIGITS);
    histograms()
        .forEach(
            (key, histogram) -> {
              if (key.status() > 0 && endpoint.map(key.endpoint()::equals).orElse(true)) {
                sum.add(histogram);
              }
            });
    return sum;
  }

  /** How many ended in one of these ways. */
  long count(Outcome... outcomes) {
    long count = 0;
    for (Map.Entry<Key, Histogram> entry : histograms().entrySet()) {
      for (Outcome outcome : outcomes) {
        count += entry.getKey().outcome() == outcome ? entry.getValue().getTotalCount() : 0;
      }
    }
    return count;
  }
}
