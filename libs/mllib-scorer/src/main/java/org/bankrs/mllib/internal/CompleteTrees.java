package org.bankrs.mllib.internal;

import java.util.Arrays;
import org.bankrs.mllib.internal.SplitTests.Numbering;

/**
 * The trees of one classifier, filled up to complete binary trees of one depth, so that walking one
 * is a fixed number of look-ups without any branch that could be guessed wrong. The nodes of a tree
 * are numbered from 1 as in a heap: the children of i are 2i and 2i + 1. Immutable and thread-safe.
 */
final class CompleteTrees {

  static final int MAX_DEPTH = 8;

  /** Limits what filling up adds: places for each node. */
  private static final int MAX_PLACES_PER_NODE = 16;

  /** Of each byte its bits, each as a byte, the lowest first. */
  private static final long[] SPREAD = spread();

  private final int count;
  private final int depth;
  private final double[] weights;

  /** For each tree 2^depth tests by the numbers of the nodes; the first is not used. */
  private final char[] tests;

  /** For each tree 2^depth predictions of the leaves from left to right. */
  private final double[] predictions;

  /** Whether trees are shallow and full enough to be filled up. */
  static boolean fits(Trees trees) {
    int depth = trees.depth();
    return depth <= MAX_DEPTH
        && (long) trees.size() << depth <= (long) MAX_PLACES_PER_NODE * trees.nodeCount();
  }

  /** Fills up trees that fit. */
  CompleteTrees(Trees trees, Numbering numbering) {
    count = trees.size();
    depth = trees.depth();
    weights = new double[count];
    tests = new char[count << depth];
    predictions = new double[count << depth];
    Arrays.fill(tests, (char) SplitTests.ALWAYS_LEFT);
    for (int tree = 0; tree < count; tree++) {
      weights[tree] = trees.weight(tree);
      place(trees, numbering, trees.root(tree), tree << depth, 1, 0);
    }
  }

  private static long[] spread() {
    long[] spread = new long[1 << Byte.SIZE];
    for (int bits = 0; bits < spread.length; bits++) {
      for (int i = 0; i < Byte.SIZE; i++) {
        spread[bits] |= (long) (bits >> i & 1) << (Byte.SIZE * i);
      }
    }
    return spread;
  }

  private void place(Trees trees, Numbering numbering, int node, int base, int number, int level) {
    if (!trees.isLeaf(node)) {
      tests[base + number] = (char) numbering.test(trees, node);
      place(trees, numbering, trees.leftChild(node), base, 2 * number, level + 1);
      place(trees, numbering, trees.rightChild(node), base, 2 * number + 1, level + 1);
    } else {
      // From a leaf that is not at the bottom it goes on to the left.
      predictions[base + (number << (depth - level)) - (1 << depth)] = trees.prediction(node);
    }
  }

  /** The margin, summed in the same order as {@link Trees#margin}. */
  double margin(byte[] outcomes) {
    int grouped = count - count % 4;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int width = 1 << depth;
    for (int tree = 0; tree < grouped; tree += 4) {
      int base0 = tree << depth;
      int base1 = base0 + width;
      int base2 = base1 + width;
      int base3 = base2 + width;
      int node0 = 1;
      int node1 = 1;
      int node2 = 1;
      int node3 = 1;
      // Four trees side by side: one's look-ups need not wait for another's.
      for (int level = 0; level < depth; level++) {
        node0 = 2 * node0 + outcomes[tests[base0 + node0]];
        node1 = 2 * node1 + outcomes[tests[base1 + node1]];
        node2 = 2 * node2 + outcomes[tests[base2 + node2]];
        node3 = 2 * node3 + outcomes[tests[base3 + node3]];
      }
      sum0 = Math.fma(predictions[base0 - width + node0], weights[tree], sum0);
      sum1 = Math.fma(predictions[base1 - width + node1], weights[tree + 1], sum1);
      sum2 = Math.fma(predictions[base2 - width + node2], weights[tree + 2], sum2);
      sum3 = Math.fma(predictions[base3 - width + node3], weights[tree + 3], sum3);
    }
    double sum = sum0 + sum1 + sum2 + sum3;
    for (int tree = grouped; tree < count; tree++) {
      int base = tree << depth;
      int node = 1;
      for (int level = 0; level < depth; level++) {
        node = 2 * node + outcomes[tests[base + node]];
      }
      sum = Math.fma(predictions[base - width + node], weights[tree], sum);
    }
    return sum;
  }

  /**
   * The margins of a block of rows whose outcomes are known, in the first {@link RowBlock#SIZE} of
   * its sums; each is summed in the same order as {@link Trees#margin}.
   */
  void margins(RowBlock block) {
    double[] sums = block.sums;
    Arrays.fill(sums, 0);
    int grouped = count - count % 4;
    for (int tree = 0; tree < grouped; tree++) {
      walk(tree, block);
      add(tree, block, tree % 4 * RowBlock.SIZE);
    }
    for (int row = 0; row < block.count(); row++) {
      sums[row] =
          sums[row]
              + sums[RowBlock.SIZE + row]
              + sums[2 * RowBlock.SIZE + row]
              + sums[3 * RowBlock.SIZE + row];
    }
    for (int tree = grouped; tree < count; tree++) {
      walk(tree, block);
      add(tree, block, 0);
    }
  }

  /**
   * The way of all rows down a tree at once: at each level the outcomes of its nodes, of which the
   * way so far chooses one for each row, by halving their number level by level.
   */
  private void walk(int tree, RowBlock block) {
    long[] nodes = block.level;
    long[] path = block.path;
    long[] outcomes = block.outcomes;
    int base = tree << depth;
    if (depth > 0) {
      path[0] = outcomes[tests[base + 1]];
    }
    if (depth > 1) {
      path[1] = choose(path[0], outcomes[tests[base + 2]], outcomes[tests[base + 3]]);
    }
    for (int level = 2; level < depth; level++) {
      int width = 1 << (level - 1);
      int first = base + (1 << level);
      long right = path[level - 1];
      for (int i = 0; i < width; i++) {
        int test = first + 2 * i;
        nodes[i] = choose(right, outcomes[tests[test]], outcomes[tests[test + 1]]);
      }
      for (int above = level - 2; above > 0; above--) {
        width >>= 1;
        right = path[above];
        for (int i = 0; i < width; i++) {
          nodes[i] = choose(right, nodes[2 * i], nodes[2 * i + 1]);
        }
      }
      path[level] = choose(path[0], nodes[0], nodes[1]);
    }
  }

  /** Bit by bit the first where the row goes left and the second where it goes right. */
  private static long choose(long right, long ofLeft, long ofRight) {
    return ofLeft ^ ((ofLeft ^ ofRight) & right);
  }

  /** Adds what the leaves at the ends of the ways predict. */
  private void add(int tree, RowBlock block, int firstSum) {
    double[] sums = block.sums;
    double weight = weights[tree];
    int base = tree << depth;
    for (int row = 0; row < block.count(); row += Byte.SIZE) {
      // The leaves of eight rows, a byte each.
      long leaves = 0;
      for (int level = 0; level < depth; level++) {
        leaves = leaves << 1 | SPREAD[(int) (block.path[level] >>> row) & 0xff];
      }
      for (int i = firstSum + row; i < firstSum + row + Byte.SIZE; i++) {
        sums[i] = Math.fma(predictions[base + (int) (leaves & 0xff)], weight, sums[i]);
        leaves >>>= Byte.SIZE;
      }
    }
  }
}
