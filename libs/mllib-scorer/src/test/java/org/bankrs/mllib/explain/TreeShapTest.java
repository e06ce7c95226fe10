package org.bankrs.mllib.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bankrs.mllib.internal.RandomTrees;
import org.bankrs.mllib.internal.Trees;
import org.junit.jupiter.api.Test;

/** The values are those of Shapley's formula, written down as it stands in every textbook. */
class TreeShapTest {

  private static final int ROUNDS = 300;
  private static final int FEATURES = 7;

  @Test
  void equalsShapleysFormula() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Trees trees = RandomTrees.build(random, 1 + random.nextInt(3), 5, FEATURES);
      int players = 1 + random.nextInt(FEATURES);
      // Several features may derive from one column.
      int[] playerOfFeature = random.ints(FEATURES, 0, players).toArray();
      double[] numbers = RandomTrees.row(random, FEATURES + 1);
      TreeShap shap = TreeShap.explain(trees, playerOfFeature, players, numbers, 1);
      String label = "seed " + seed + ", round " + round;
      Game game = new Game(trees, playerOfFeature, numbers);
      assertThat(shap.expected()).as(label).isCloseTo(game.value(0), within(1e-11));
      double sum = shap.expected();
      for (int player = 0; player < players; player++) {
        double expected = game.shapleyValue(player, players);
        assertThat(shap.value(player)).as(label).isCloseTo(expected, within(1e-11));
        sum += shap.value(player);
      }
      assertThat(sum).as(label).isCloseTo(game.value((1 << players) - 1), within(1e-11));
    }
  }

  /**
   * What a coalition is worth.
   *
   * @param trees whose sum counts
   * @param playerOfFeature who owns a feature
   * @param numbers of the row; features begin at 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Game(Trees trees, int[] playerOfFeature, double[] numbers) {

    /** The worth of the players whose bits are set. */
    double value(int coalition) {
      double sum = 0;
      for (int tree = 0; tree < trees.size(); tree++) {
        sum += trees.weight(tree) * mean(trees.root(tree), coalition);
      }
      return sum;
    }

    private double mean(int node, int coalition) {
      if (trees.isLeaf(node)) {
        return trees.prediction(node);
      }
      int left = trees.leftChild(node);
      int right = trees.rightChild(node);
      if ((coalition >> playerOfFeature[trees.feature(node)] & 1) != 0) {
        return mean(trees.goesLeft(node, numbers, 1) ? left : right, coalition);
      }
      double both = trees.samples(left) + trees.samples(right);
      double share = both == 0 ? 0.5 : trees.samples(left) / both;
      return share * mean(left, coalition) + (1 - share) * mean(right, coalition);
    }

    double shapleyValue(int player, int players) {
      double value = 0;
      for (int coalition = 0; coalition < 1 << players; coalition++) {
        if ((coalition >> player & 1) == 0) {
          int size = Integer.bitCount(coalition);
          double orders = factorial(size) * factorial(players - size - 1) / factorial(players);
          value += orders * (value(coalition | 1 << player) - value(coalition));
        }
      }
      return value;
    }

    private static double factorial(int n) {
      return n == 0 ? 1 : n * factorial(n - 1);
    }
  }
}
