package org.bankrs.gbt.internal;

import java.util.Arrays;
import java.util.Optional;

/**
 * A finished tree, made to add its answers to the scores of many rows. Where the tree has at most
 * 32 leaves every cell of a byte knows the leaves it leaves open, as bits of an int: the leaf of a
 * row is what its bytes leave open together, without walking. After Lucchese et al., QuickScorer,
 * SIGIR 2015. Immutable.
 */
final class TreeScore {
  private static final int MAX_LEAVES = Integer.SIZE;
  private static final int CELLS = FeatureLayout.MAX_BINS;

  /** Walks a tree of more leaves; the tables are empty then. */
  private final Optional<Walk> walk;

  /** Bytes that the tree looks at; as many as a multiple of four, by repeating one. */
  private final int[] columns;

  /** Leaves left open, by column and cell. */
  private final int[] open;

  /** What each leaf adds. */
  private final double[] change;

  private record Walk(Router router, int depth) {}

  private TreeScore(Optional<Walk> walk, int[] columns, int[] open, double[] change) {
    this.walk = walk;
    this.columns = columns;
    this.open = open;
    this.change = change;
  }

  static TreeScore of(Tree tree, FeatureLayout layout) {
    int[] leaves = new int[tree.size()];
    int count = 0;
    boolean[] used = new boolean[layout.width()];
    for (int node = 0; node < tree.size(); node++) {
      if (tree.isLeaf(node)) {
        leaves[count++] = node;
      } else {
        used[layout.column(tree.feature(node))] = true;
      }
    }
    if (count > MAX_LEAVES) {
      Walk walk = new Walk(new Router(tree, layout), tree.depth());
      return new TreeScore(Optional.of(walk), new int[0], new int[0], tree.changes());
    }
    int[] columns = columns(used);
    int[] open = new int[columns.length * CELLS];
    Arrays.fill(open, -1);
    double[] changes = tree.changes();
    double[] change = new double[count];
    int[] below = new int[tree.size()];
    for (int leaf = 0; leaf < count; leaf++) {
      change[leaf] = changes[leaves[leaf] + 1];
      below[leaves[leaf]] = 1 << leaf;
    }
    // Children come after their parents.
    for (int node = tree.size() - 1; node >= 0; node--) {
      if (!tree.isLeaf(node)) {
        below[node] = below[tree.left(node)] | below[tree.right(node)];
        close(tree, node, below, layout, columns, open);
      }
    }
    return new TreeScore(Optional.empty(), columns, open, change);
  }

  private static int[] columns(boolean[] used) {
    int[] columns = new int[used.length + 3];
    int count = 0;
    for (int column = 0; column < used.length; column++) {
      if (used[column]) {
        columns[count++] = column;
      }
    }
    int padded = (count + 3) / 4 * 4;
    Arrays.fill(columns, count, padded, count == 0 ? 0 : columns[0]);
    return Arrays.copyOf(columns, padded);
  }

  /** Closes the leaves that a split keeps from each cell. */
  private static void close(
      Tree tree, int node, int[] below, FeatureLayout layout, int[] columns, int[] open) {
    int feature = tree.feature(node);
    int place = 0;
    while (columns[place] != layout.column(feature)) {
      place++;
    }
    for (int cell = 0; cell < CELLS; cell++) {
      boolean left = tree.goesLeft(node, layout.binOf(feature, cell));
      open[place * CELLS + cell] &= ~below[left ? tree.right(node) : tree.left(node)];
    }
  }

  /**
   * Adds the tree's answers to the scores from one row to another.
   *
   * @param start where the bytes of row 0 begin
   * @param width bytes of a row
   */
  void addTo(double[] score, int from, int to, byte[] bins, int start, int width) {
    int at = start + from * width;
    if (walk.isPresent()) {
      walk(walk.get(), score, from, to, bins, at, width);
    } else if (columns.length == 0) {
      for (int row = from; row < to; row++) {
        score[row] += change[0];
      }
    } else {
      int[] left = new int[to - from];
      Arrays.fill(left, -1);
      for (int place = 0; place < columns.length; place += 4) {
        narrow(left, place, bins, at, width);
      }
      for (int row = from; row < to; row++) {
        score[row] += change[Integer.numberOfTrailingZeros(left[row - from])];
      }
    }
  }

  /** By four bytes at a time, as that many look-ups run side by side. */
  private void narrow(int[] left, int place, byte[] bins, int start, int width) {
    int[] table = open;
    int first = place * CELLS;
    int at0 = start + columns[place];
    int at1 = start + columns[place + 1];
    int at2 = start + columns[place + 2];
    int at3 = start + columns[place + 3];
    for (int i = 0; i < left.length; i++) {
      int step = i * width;
      left[i] &=
          table[first + (bins[at0 + step] & 0xFF)]
              & table[first + CELLS + (bins[at1 + step] & 0xFF)]
              & table[first + 2 * CELLS + (bins[at2 + step] & 0xFF)]
              & table[first + 3 * CELLS + (bins[at3 + step] & 0xFF)];
    }
  }

  private void walk(
      Walk tree, double[] score, int from, int to, byte[] bins, int start, int width) {
    char[] node = new char[to - from];
    Arrays.fill(node, Router.ROOT);
    tree.router().move(node, bins, start, width, tree.depth());
    for (int row = from; row < to; row++) {
      score[row] += change[node[row - from]];
    }
  }
}
