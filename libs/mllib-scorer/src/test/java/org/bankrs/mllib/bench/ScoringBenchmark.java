package org.bankrs.mllib.bench;

import java.util.concurrent.TimeUnit;
import org.bankrs.mllib.BatchScores;
import org.bankrs.mllib.SparkFixture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds from a row's typed values to the probabilities of 24 classifiers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScoringBenchmark {

  private static final int BATCH = 1000;

  /** Classifiers x trees. */
  @Param({"24x20", "24x100"})
  public String size;

  private Kernel kernel;
  private int next;

  /** Loads the pipeline and prints the checksum of what will be scored. */
  @Setup
  public void load() {
    kernel = Kernel.of(SparkFixture.named("kernel-" + size));
    System.out.printf(
        "checksum of %s: %.6f one by one, %.6f together%n",
        size, kernel.checksum(), kernel.checksum(kernel.scoreBatch()));
  }

  /** One row a call, each time another one. */
  @Benchmark
  public double[] singleRow() {
    next = next + 1 == BATCH ? 0 : next + 1;
    return kernel.score(next);
  }

  /** 1,000 rows a call, scored together. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public BatchScores batch() {
    return kernel.scoreBatch();
  }
}
