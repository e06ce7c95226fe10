package org.bankrs.gbt.internal;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Nanoseconds for each row of each of 24 labels, on one core, of the loops in which a training
 * spends its time: make bench-kernels.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(KernelBenchmark.ROWS * BankRows.LABELS)
public class KernelBenchmark {
  static final int ROWS = 100_000;
  private static final int BLOCK = 500;

  private Shard shard;
  private TreeScore[] trees;
  private double[][] scores;
  private Draw.Plan[] plans;
  private SampleRows sample;
  private Growth start;
  private int[] labels;

  /** Runs the benchmarks; takes no arguments. */
  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(KernelBenchmark.class.getSimpleName()).build()).run();
  }

  /** Makes rows, trees of 32 leaves and plans, and prints what the kernels add up to. */
  @Setup
  public void prepare() {
    Random random = new Random(3);
    shard = BankRows.shard(ROWS, Shard.Tracks.SCORES);
    labels = IntStream.range(0, BankRows.LABELS).toArray();
    start = new Growth(List.of(), 0, new Tree[BankRows.LABELS]);
    trees = new TreeScore[BankRows.LABELS];
    plans = new Draw.Plan[BankRows.LABELS];
    scores = new double[BankRows.LABELS][ROWS];
    for (int label : labels) {
      trees[label] = TreeScore.of(BankRows.tree(shard.layout, 32, random), shard.layout);
      plans[label] = new Draw.Plan(label, 12.5, 1, label);
      java.util.Arrays.setAll(scores[label], row -> -3 + 0.3 * random.nextGaussian());
    }
    Draw all = new Draw(new Draw.Plan(0, Double.POSITIVE_INFINITY, 1, 1), shard);
    all.take(shard.training(start).scores(0), 0, ROWS);
    sample = new SampleRows(List.of(all.sample(shard)), shard.layout);
    System.out.printf(
        "checksums: %d drawn rows, root histograms of all labels %x%n",
        draw(), java.util.Arrays.hashCode(rootsOfAllLabels().sums()));
  }

  /** A finished tree's answers are added to the scores. */
  @Benchmark
  public double[][] applyTree() {
    for (int from = 0; from < ROWS; from += BLOCK) {
      for (int label : labels) {
        trees[label].addTo(scores[label], from, from + BLOCK, shard.bins, 0, shard.layout.width());
      }
    }
    return scores;
  }

  /** Rows are drawn by the size of their gradients. */
  @Benchmark
  public int draw() {
    int drawn = 0;
    for (Draw.Plan plan : plans) {
      Draw draw = new Draw(plan, shard);
      draw.take(scores[plan.label()], 0, ROWS);
      drawn += draw.count();
    }
    return drawn;
  }

  /** The histograms of the roots of all labels in one scan of all rows. */
  @Benchmark
  public Histograms rootsOfAllLabels() {
    return new RootScan(start, labels).call(shard);
  }

  /** The histogram of one label over its drawn rows; a drawn row costs this. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] histogramOfDrawnRows() {
    SampleTable table = SampleTable.of(sample);
    return table.histogram(0, table.rows());
  }
}
