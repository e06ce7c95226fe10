package org.bankrs.job;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Tells the user how far the work is, and keeps how long each stage took. Thread-safe. */
public final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** Progress that is printed line by line to a stream. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Prints one line with the time since the start. */
  public synchronized void say(String line) {
    out.printf("[%7.1f s] %s%n", secondsSince(start), line);
    out.flush();
  }

  /** Runs a stage and keeps its duration under its name. */
  public <T> T stage(String name, Supplier<T> work) {
    long begin = System.nanoTime();
    say(name + " ...");
    T result = work.get();
    synchronized (this) {
      seconds.merge(name, secondsSince(begin), Double::sum);
    }
    return result;
  }

  /** Says how many parts of a stage are done and when it may end, supposing equal parts. */
  public void parts(String name, int done, int all, String detail, long beginNanos) {
    double spent = secondsSince(beginNanos);
    Duration left = Duration.ofSeconds(Math.round(spent / done * (all - done)));
    say(
        "%s: %d of %d, %s, about %d:%02d min left"
            .formatted(name, done, all, detail, left.toMinutes(), left.toSecondsPart()));
  }

  /** Seconds by stage, in the order in which the stages ended. */
  public synchronized Map<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
