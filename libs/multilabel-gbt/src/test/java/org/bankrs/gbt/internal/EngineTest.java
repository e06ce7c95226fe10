package org.bankrs.gbt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of the engine that need no Spark. */
class EngineTest {
  @Test
  void packsFeaturesIntoBytesWithoutLoss() {
    Random random = new Random(1);
    int[] arity = {2, 2, 2, 3, 5, 7, 11, 100, 1, 0};
    double[][] thresholds = new double[arity.length][0];
    thresholds[9] = new double[] {-1, 0, 2};
    String[] names = new String[arity.length];
    FeatureLayout layout = new FeatureLayout(names, arity, thresholds);
    assertThat(layout.width()).isLessThanOrEqualTo(4);
    Shard.Builder builder = new Shard.Builder(layout, 1, Shard.Tracks.NODES);
    int[][] bins = new int[500][arity.length];
    for (int row = 0; row < bins.length; row++) {
      double[] values = new double[arity.length];
      for (int f = 0; f < 9; f++) {
        bins[row][f] = random.nextInt(arity[f]);
        values[f] = bins[row][f];
      }
      bins[row][9] = random.nextInt(4);
      values[9] = new double[] {-1, -0.5, 2, 2.5}[bins[row][9]];
      builder.add(values, 0, 1, 1, false);
    }
    Shard shard = builder.build();
    long[] cells = new long[layout.totalCells()];
    long[] expected = new long[layout.totalBins()];
    for (int row = 0; row < bins.length; row++) {
      for (int f = 0; f < arity.length; f++) {
        assertThat(shard.bin(row, f)).isEqualTo(bins[row][f]);
        expected[layout.binOffset(f) + bins[row][f]] += layout.column(f) < 0 ? 0 : 1;
      }
      for (int b = 0; b < layout.width(); b++) {
        cells[layout.cellOffsets()[b] + (shard.bins[row * layout.width() + b] & 0xFF)]++;
      }
    }
    long[] found = new long[layout.totalBins()];
    layout.marginalise(cells, 0, 1, found, 0);
    assertThat(found).containsExactly(expected);
  }

  @Test
  void packedPairsAddUp() {
    Random random = new Random(2);
    long sum = 0;
    double gradient = 0;
    double hessian = 0;
    for (int i = 0; i < 400; i++) {
      double score = 3 * random.nextGaussian();
      boolean positive = random.nextInt(3) == 0;
      double p = 1 / (1 + Math.exp(-2 * score));
      sum += Logistic.pair(score) + (positive ? Logistic.POSITIVE : 0);
      gradient += p - (positive ? 1 : 0);
      hessian += p * (1 - p);
    }
    assertThat(Logistic.gradient(sum) / (double) Logistic.GRADIENT_ONE)
        .isCloseTo(gradient, within(0.01));
    assertThat(Logistic.hessian(sum) / (double) Logistic.HESSIAN_ONE)
        .isCloseTo(hessian, within(0.01));
    assertThat(Logistic.pair(Double.NaN)).isZero();
    assertThat(Logistic.hessian(Logistic.pair(-50))).isPositive();
  }

  @Test
  void cutsBinsOfEqualWeightAroundAFrequentValue() {
    double[] values = new double[100];
    long[] weights = new long[100];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
      weights[i] = i == 50 ? 900 : 1;
    }
    assertThat(Quantiles.thresholds(values, weights, 100, 10))
        .hasSizeBetween(7, 9)
        .contains(50.5)
        .isSorted();
    assertThat(Quantiles.thresholds(values, weights, 4, 10)).containsExactly(0.5, 1.5, 2.5);
  }

  @Test
  void shardIsWrittenWithoutWhatCanBeDerived() throws Exception {
    FeatureLayout layout =
        new FeatureLayout(new String[] {"x"}, new int[] {0}, new double[][] {{0.5}});
    Shard.Builder builder = new Shard.Builder(layout, 24, Shard.Tracks.NODES);
    for (int row = 0; row < 10_000; row++) {
      builder.add(new double[] {row % 2}, row % 3, -1, 1, row % 5 == 0);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(builder.build());
    }
    assertThat(bytes.size()).isLessThan(10_000 * 22);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Shard read = (Shard) in.readObject();
      Growth none = new Growth(java.util.List.of(), 0, new Tree[24]);
      assertThat(read.training(none).scores(0)).hasSize(8_000).containsOnly(0);
      assertThat(read.validation(none).scores(0)).hasSize(2_000).containsOnly(0);
      assertThat(read.trainingRows).isEqualTo(8_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"NOTHING, 48", "SCORES, 240", "NODES, 290"})
  void takesTheMemoryThatIsStated(Shard.Tracks tracks, int bytesPerRow) {
    Shard shard = BankRows.shard(20_000, tracks);
    assertThat(shard.layout.width()).isLessThanOrEqualTo(16);
    assertThat(SizeEstimator.estimate(shard) / 20_000).isLessThanOrEqualTo(bytesPerRow);
  }

  @Test
  void addsWhatTheTreeAnswers() {
    Random random = new Random(6);
    Shard shard = BankRows.shard(3_000, Shard.Tracks.NOTHING);
    for (int leaves : new int[] {1, 2, 5, 32, 64, 65, 300}) {
      Tree tree = BankRows.tree(shard.layout, leaves, random);
      double[] score = new double[shard.rows];
      TreeScore.of(tree, shard.layout).addTo(score, 0, 2_000, shard.bins, 0, shard.layout.width());
      for (int row = 0; row < shard.rows; row++) {
        int node = 0;
        while (!tree.isLeaf(node)) {
          boolean left = tree.goesLeft(node, shard.bin(row, tree.feature(node)));
          node = left ? tree.left(node) : tree.right(node);
        }
        assertThat(score[row])
            .as("%d leaves, row %d", leaves, row)
            .isEqualTo(row < 2_000 ? tree.value(node) * tree.weight : 0);
      }
    }
  }

  @Test
  void drawnRowsStandForAll() {
    Shard shard = BankRows.shard(200_000, Shard.Tracks.NOTHING);
    double[] scores = new double[shard.rows];
    Random random = new Random(7);
    double gradient = 0;
    double hessian = 0;
    int counting = 0;
    int positives = 0;
    for (int row = 0; row < shard.rows; row++) {
      scores[row] = shard.counts(row, 0) ? -2.5 + 0.5 * random.nextGaussian() : Double.NaN;
      if (shard.counts(row, 0)) {
        double p = Logistic.probability(scores[row]);
        gradient += p - (shard.isPositive(row, 0) ? 1 : 0);
        hessian += p * (1 - p);
        counting++;
        positives += shard.isPositive(row, 0) ? 1 : 0;
      }
    }
    double ratio = 20;
    Draw draw = new Draw(new Draw.Plan(0, ratio, 1, 5), shard);
    draw.take(scores, 0, 100_000);
    draw.take(Arrays.copyOfRange(scores, 100_000, shard.rows), 100_000, shard.rows);
    SampleRows sample = new SampleRows(List.of(draw.sample(shard)), shard.layout);
    double[] sums = new double[3];
    int drawnPositives = 0;
    for (int row = 0; row < sample.rows; row++) {
      double p = Logistic.probability(sample.score[row]);
      sums[0] += (p - sample.positive[row]) * sample.weight[row];
      sums[1] += p * (1 - p) * sample.weight[row];
      sums[2] += sample.standsFor[row];
      drawnPositives += sample.positive[row];
    }
    assertThat(sample.rows).isLessThan(counting / 3);
    // Four times what sums over drawn rows differ by, on average.
    double spread = 4 * Math.sqrt(counting * 0.012 / ratio);
    assertThat(sums[0]).isCloseTo(gradient, within(spread));
    assertThat(sums[1]).isCloseTo(hessian, within(spread));
    assertThat(sums[2]).isCloseTo(counting, within(0.05 * counting));
    // A positive row is drawn for certain.
    assertThat(drawnPositives).isEqualTo(positives);
  }

  @Test
  void drawnRowsTellTheMeanPrediction() {
    Shard shard = BankRows.shard(200_000, Shard.Tracks.NOTHING);
    Tree tree = BankRows.tree(shard.layout, 32, new Random(8));
    double[] scores = new double[shard.rows];
    TreeScore.of(tree, shard.layout)
        .addTo(scores, 0, shard.rows, shard.bins, 0, shard.layout.width());
    double wanted = 0;
    for (int row = 0; row < shard.rows; row++) {
      wanted += shard.isPositive(row, 0) ? 1 : 0;
    }
    // Drawn by the base rate alone, as if no tree were known yet.
    double prior = Math.log(wanted / (shard.rows - wanted)) / 2;
    Draw draw = new Draw(Draw.Plan.of(0, 20_000, 1, shard.rows, wanted, 3), shard);
    double[] priors = new double[shard.rows];
    Arrays.fill(priors, prior);
    draw.take(priors, 0, shard.rows);
    SampleRows drawn = new SampleRows(List.of(draw.sample(shard)), shard.layout);
    drawn.scoreBy(List.of(Tree.leaf(1, prior, shard.rows), tree));
    double shift = drawn.shift(wanted);

    double mean = 0;
    for (int row = 0; row < shard.rows; row++) {
      mean += shard.counts(row, 0) ? Logistic.probability(prior + scores[row] + shift) : 0;
    }
    assertThat(drawn.rows).isBetween(5_000, 20_000);
    assertThat(Math.abs(shift)).isGreaterThan(0.01);
    assertThat(mean).isCloseTo(wanted, withinPercentage(3));
  }

  @Test
  void refusesMoreBinsThanAByteHolds() {
    double[][] thresholds = {IntStream.range(0, 258).asDoubleStream().toArray()};
    assertThatThrownBy(() -> new FeatureLayout(new String[] {"income"}, new int[1], thresholds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("income has 259 bins, at most 256 fit; choose a smaller maxBins");
  }
}
