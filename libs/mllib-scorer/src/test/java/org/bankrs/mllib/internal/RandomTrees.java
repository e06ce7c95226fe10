package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bankrs.mllib.internal.TreesReader.Node;
import org.bankrs.mllib.internal.TreesReader.Statistics;

/** Trees of any shape, of thresholds and of categories. */
public final class RandomTrees {

  /** Every other feature is a category, with this many. */
  public static final int ARITY = 70;

  private final Random random;
  private final int features;
  private final List<Node> nodes = new ArrayList<>();
  private int start;

  private RandomTrees(Random random, int features) {
    this.random = random;
    this.features = features;
  }

  /** Some trees of at most the depth given. */
  public static Trees build(Random random, int trees, int depth, int features) {
    RandomTrees builder = new RandomTrees(random, features);
    for (int tree = 0; tree < trees; tree++) {
      builder.start = builder.nodes.size();
      builder.grow(tree, depth);
    }
    double[] weights = random.doubles(trees, -1, 1).toArray();
    return TreesReader.build(
        Path.of("random"), builder.nodes, weights, features, Statistics.VARIANCE);
  }

  /** One tree that is as deep as it can be: every other node is a leaf. */
  public static Trees chain(int depth) {
    List<Node> nodes = new ArrayList<>();
    Doubles none = new Doubles(new double[3]);
    Doubles zero = new Doubles(new double[1]);
    for (int id = 0; id < 2 * depth; id += 2) {
      nodes.add(new Node(0, id, 0, id + 1, id + 2, 0, -1, zero, none));
      nodes.add(new Node(0, id + 1, id, -1, -1, -1, -1, Doubles.EMPTY, none));
    }
    nodes.add(new Node(0, 2 * depth, -1, -1, -1, -1, -1, Doubles.EMPTY, none));
    return TreesReader.build(Path.of("chain"), nodes, new double[] {1}, 1, Statistics.VARIANCE);
  }

  /** A row for such trees: half of the numbers are thresholds, some are no category. */
  public static double[] row(Random random, int numbers) {
    return random
        .doubles(numbers)
        .map(
            uniform ->
                uniform < 0.1
                    ? Double.NaN
                    : uniform < 0.2 ? 1e9 * (uniform - 0.15) : (double) random.nextInt(ARITY + 2))
        .toArray();
  }

  private void grow(int tree, int depth) {
    int place = nodes.size();
    int id = place - start;
    // Some nodes have seen no row: what Spark never writes must not break anything either.
    double samples = random.nextInt(10) == 0 ? 0 : random.nextInt(100);
    Doubles statistics = new Doubles(new double[] {samples, 0, 0});
    if (depth == 0 || random.nextInt(6) == 0) {
      nodes.add(
          new Node(tree, id, random.nextGaussian(), -1, -1, -1, -1, Doubles.EMPTY, statistics));
      return;
    }
    int feature = random.nextInt(features);
    nodes.add(new Node(tree, id, 0, 0, 0, 0, 0, Doubles.EMPTY, statistics));
    grow(tree, depth - 1);
    int right = nodes.size() - start;
    grow(tree, depth - 1);
    boolean categories = feature % 2 == 1;
    double[] split =
        categories
            ? IntStream.range(0, ARITY).filter(i -> random.nextBoolean()).asDoubleStream().toArray()
            : new double[] {random.nextInt(ARITY)};
    nodes.set(
        place,
        new Node(
            tree,
            id,
            0,
            id + 1,
            right,
            feature,
            categories ? ARITY : -1,
            new Doubles(split),
            statistics));
  }
}
