package org.bankrs.mllib.bench;

import java.io.PrintStream;
import java.util.Collection;
import org.bankrs.mllib.SparkFixture;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and prints a table. */
public final class RunBenchmarks {

  private RunBenchmarks() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(ScoringBenchmark.class.getSimpleName()).build())
            .run();
    PrintStream out = System.out;
    out.println();
    out.println("| classifiers x trees | rows a call | µs a row | ± (99.9 %) | checksum |");
    out.println("|---|---|---|---|---|");
    for (RunResult result : results) {
      String size = result.getParams().getParam("size");
      out.printf(
          "| %s | %d | %.2f | %.2f | %.6f |%n",
          size,
          result.getParams().getOpsPerInvocation(),
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError(),
          Kernel.of(SparkFixture.named("kernel-" + size)).checksum());
    }
  }
}
