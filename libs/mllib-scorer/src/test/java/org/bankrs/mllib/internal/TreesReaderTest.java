package org.bankrs.mllib.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.internal.TreesReader.Node;
import org.bankrs.mllib.internal.TreesReader.Statistics;
import org.junit.jupiter.api.Test;

/** Nodes that are no trees are refused; trees are laid out whatever the order of their nodes. */
class TreesReaderTest {

  private static final Path DATA = Path.of("data");
  private static final double[] ONE = {1.0};
  private static final Doubles STATISTICS = new Doubles(new double[] {2, 1, 1});

  private static Node leaf(int tree, int id, double prediction) {
    return new Node(tree, id, prediction, -1, -1, -1, -1, Doubles.EMPTY, STATISTICS);
  }

  private static Node split(int id, int left, int right, int feature, double threshold) {
    return new Node(
        0, id, 0, left, right, feature, -1, new Doubles(new double[] {threshold}), STATISTICS);
  }

  private static Node categories(int id, int left, int right, int arity, double... categories) {
    return new Node(0, id, 0, left, right, 0, arity, new Doubles(categories), STATISTICS);
  }

  private static Trees build(Node... nodes) {
    return TreesReader.build(DATA, List.of(nodes), ONE, 2, Statistics.VARIANCE);
  }

  private static void assertRefused(String message, Node... nodes) {
    assertThatThrownBy(() -> build(nodes))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("data", message);
  }

  @Test
  void shuffledNodesMakeTheSameTree() {
    List<Node> nodes =
        new ArrayList<>(
            List.of(
                split(0, 1, 4, 0, 0.5),
                split(1, 2, 3, 1, -1),
                leaf(0, 2, 1),
                leaf(0, 3, 2),
                leaf(0, 4, 3),
                leaf(1, 0, 10)));
    long seed = new Random().nextLong();
    Collections.shuffle(nodes, new Random(seed));
    Trees trees = TreesReader.build(DATA, nodes, new double[] {1, 0.5}, 2, Statistics.VARIANCE);
    assertThat(trees.margin(new double[] {0.5, -1}, 0)).as("seed " + seed).isEqualTo(6);
    assertThat(trees.margin(new double[] {0.5, 0}, 0)).as("seed " + seed).isEqualTo(7);
    assertThat(trees.margin(new double[] {0.6, 0}, 0)).as("seed " + seed).isEqualTo(8);
    assertThat(trees.margin(new double[] {Double.NaN, 0}, 0)).as("seed " + seed).isEqualTo(8);
  }

  @Test
  void valuesThatAreNoCategoryFollowTheLargerSide() {
    Trees fewLeft = build(categories(0, 1, 2, 5, 1, 4), leaf(0, 1, -1), leaf(0, 2, 1));
    Trees manyLeft = build(categories(0, 1, 2, 5, 0, 2, 3), leaf(0, 1, -1), leaf(0, 2, 1));
    for (double value : new double[] {0.5, -1, 5, 1e300, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(fewLeft.margin(new double[] {value}, 0)).as("%s", value).isEqualTo(1);
      assertThat(manyLeft.margin(new double[] {value}, 0)).as("%s", value).isEqualTo(-1);
    }
    assertThat(fewLeft.margin(new double[] {4}, 0)).isEqualTo(-1);
    assertThat(manyLeft.margin(new double[] {4}, 0)).isEqualTo(1);
  }

  @Test
  void cycles() {
    assertRefused("left child is 0", split(0, 0, 1, 0, 0), leaf(0, 1, 0));
    assertRefused(
        "in pre-order", split(0, 1, 3, 0, 0), split(1, 2, 0, 0, 0), leaf(0, 2, 0), leaf(0, 3, 0));
    assertRefused("is not complete", split(0, 1, 1, 0, 0), leaf(0, 1, 0));
  }

  @Test
  void childrenOutOfRange() {
    assertRefused("is not complete", split(0, 1, 7, 0, 0), leaf(0, 1, 0));
    assertRefused("in pre-order", split(0, 1, 7, 0, 0), leaf(0, 1, 0), leaf(0, 2, 0));
    assertRefused("in pre-order", split(0, 1, -5, 0, 0), leaf(0, 1, 0), leaf(0, 2, 0));
    assertRefused("left child is 2", split(0, 2, 1, 0, 0), leaf(0, 1, 0), leaf(0, 2, 0));
    assertRefused(
        "right child but no left", new Node(0, 0, 0, -1, 1, -1, -1, Doubles.EMPTY, STATISTICS));
  }

  @Test
  void nodesThatAreAbsentOrThereTwice() {
    assertRefused("tree 0 is not complete");
    assertRefused("is not complete", split(0, 1, 2, 0, 0), leaf(0, 1, 0));
    assertRefused("those before it are absent", split(0, 1, 2, 0, 0), leaf(0, 2, 0));
    assertRefused("is there twice", leaf(0, 0, 0), leaf(0, 0, 0));
    assertRefused("in pre-order", leaf(0, 0, 0), leaf(0, 1, 0));
    assertRefused("node of tree 1", leaf(0, 0, 0), leaf(1, 0, 0));
  }

  @Test
  void splitsThatMakeNoSense() {
    Node left = leaf(0, 1, 0);
    Node right = leaf(0, 2, 0);
    assertRefused("feature 2 of 2", split(0, 1, 2, 2, 0), left, right);
    assertRefused("feature -1 of 2", split(0, 1, 2, -1, 0), left, right);
    assertRefused("neither by one threshold", split(0, 1, 2, 0, Double.NaN), left, right);
    assertRefused(
        "neither by one threshold",
        new Node(0, 0, 0, 1, 2, 0, -1, Doubles.EMPTY, STATISTICS),
        left,
        right);
    assertRefused("neither by one threshold", categories(0, 1, 2, 0), left, right);
    assertRefused("category 3.0; expected one of 3", categories(0, 1, 2, 3, 3), left, right);
    assertRefused("category -1.0", categories(0, 1, 2, 3, -1), left, right);
    assertRefused("category 0.5", categories(0, 1, 2, 3, 0.5), left, right);
    assertRefused("category NaN", categories(0, 1, 2, 3, Double.NaN), left, right);
    assertRefused("category 1 is there twice", categories(0, 1, 2, 3, 1, 1), left, right);
    assertRefused("too large", categories(0, 1, 2, Integer.MAX_VALUE, 1), left, right);
    assertRefused("predicts NaN", split(0, 1, 2, 0, 0), leaf(0, 1, Double.NaN), right);
  }

  @Test
  void statisticsThatMakeNoSense() {
    for (double[] statistics : new double[][] {{}, {1, 1}, {-1, 1, 1}, {Double.NaN, 1, 1}}) {
      assertRefused(
          "statistics", new Node(0, 0, 0, -1, -1, -1, -1, Doubles.EMPTY, new Doubles(statistics)));
    }
  }
}
