package org.bankrs.mllib.explain;

import java.util.Arrays;
import org.bankrs.mllib.internal.Trees;

/**
 * Shapley values of a weighted sum of trees, exactly, for the game that TreeSHAP calls
 * path-dependent: a split by a column of the coalition sends the row where its value says, any
 * other split sends shares of it to both sides, as the training rows went.
 *
 * <p>Players are raw columns, not features, so that the features derived from one column count as
 * one. For each leaf the product over the columns on its path, as a polynomial in the size of the
 * coalition, gives that leaf's part in every column's value. Nothing is divided, so that nothing is
 * lost where a split sent no training row to one side.
 */
final class TreeShap {

  private final Trees trees;
  private final int[] playerOfFeature;
  private final double[] numbers;
  private final int offset;
  private final double[] values;
  private double expected;
  private double weight;

  /** The columns on the path from the root to a node, each once. */
  private int[] players = new int[8];

  /** Share of the rows that comes along while the column is not in the coalition. */
  private double[] shares = new double[8];

  /** Whether the row comes along while the column is in the coalition. */
  private boolean[] follows = new boolean[8];

  private int length;

  private TreeShap(
      Trees trees, int[] playerOfFeature, int playerCount, double[] numbers, int offset) {
    this.trees = trees;
    this.playerOfFeature = playerOfFeature;
    this.numbers = numbers;
    this.offset = offset;
    this.values = new double[playerCount];
  }

  /**
   * Explains one row.
   *
   * @param playerOfFeature for each feature that is split by, a player
   * @param numbers of the row
   * @param offset of its first feature
   */
  static TreeShap explain(
      Trees trees, int[] playerOfFeature, int playerCount, double[] numbers, int offset) {
    TreeShap shap = new TreeShap(trees, playerOfFeature, playerCount, numbers, offset);
    for (int tree = 0; tree < trees.size(); tree++) {
      shap.weight = trees.weight(tree);
      shap.walk(trees.root(tree));
    }
    return shap;
  }

  /** The sum for a row of which nothing is known. */
  double expected() {
    return expected;
  }

  /** What a player adds to it. */
  double value(int player) {
    return values[player];
  }

  private void walk(int node) {
    if (trees.isLeaf(node)) {
      addLeaf(weight * trees.prediction(node));
      return;
    }
    int left = trees.leftChild(node);
    int right = trees.rightChild(node);
    boolean goesLeft = trees.goesLeft(node, numbers, offset);
    double both = trees.samples(left) + trees.samples(right);
    double leftShare = both == 0 ? 0.5 : trees.samples(left) / both;

    int place = place(playerOfFeature[trees.feature(node)]);
    boolean known = place < length;
    double share = known ? shares[place] : 1;
    boolean followed = !known || follows[place];
    length = Math.max(length, place + 1);
    descend(left, place, share * leftShare, followed && goesLeft);
    descend(right, place, share * (1 - leftShare), followed && !goesLeft);
    shares[place] = share;
    follows[place] = followed;
    length = known ? length : place;
  }

  private void descend(int node, int place, double share, boolean follow) {
    shares[place] = share;
    follows[place] = follow;
    walk(node);
  }

  /** Where a player is on the path; the end of the path for one that is new. */
  private int place(int player) {
    int place = 0;
    while (place < length && players[place] != player) {
      place++;
    }
    if (place == players.length) {
      players = Arrays.copyOf(players, 2 * place);
      shares = Arrays.copyOf(shares, 2 * place);
      follows = Arrays.copyOf(follows, 2 * place);
    }
    players[place] = player;
    return place;
  }

  private void addLeaf(double value) {
    double product = value;
    for (int i = 0; i < length; i++) {
      product *= shares[i];
    }
    expected += product;
    for (int i = 0; i < length; i++) {
      double difference = (follows[i] ? 1 : 0) - shares[i];
      values[players[i]] += value * difference * meanOverCoalitionsWithout(i);
    }
  }

  /**
   * The share of the row that comes to the leaf but for one player's part, in the mean over all
   * orders in which the players may join, of those that joined before that one.
   */
  private double meanOverCoalitionsWithout(int left) {
    // Coefficient k: sum over the coalitions of k players of the product of all players' parts.
    double[] coefficients = new double[length];
    coefficients[0] = 1;
    int players = 0;
    for (int i = 0; i < length; i++) {
      if (i == left) {
        continue;
      }
      players++;
      for (int k = players; k > 0; k--) {
        coefficients[k] = coefficients[k] * shares[i] + (follows[i] ? coefficients[k - 1] : 0);
      }
      coefficients[0] *= shares[i];
    }
    double mean = 0;
    // Of all orders, a share of 1 / (n choose k) / (n + 1) has just these k players before it.
    double orders = 1.0 / (players + 1);
    for (int k = 0; k <= players; k++) {
      mean += coefficients[k] * orders;
      orders *= (k + 1.0) / (players - k);
    }
    return mean;
  }
}
