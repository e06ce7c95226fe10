package org.bankrs.gbt.internal;

/**
 * Sends rows down a tree by table look-ups alone, without branches. Rows know nodes by the tree's
 * number plus one; 0 is where rows stay that do not count. Immutable.
 */
final class Router {
  /** What rows at the root know. */
  static final char ROOT = 1;

  private static final int CELLS = FeatureLayout.MAX_BINS;

  private final int[] column;
  private final char[] next;

  Router(Tree tree, FeatureLayout layout) {
    int nodes = tree.size() + 1;
    column = new int[nodes];
    next = new char[nodes * CELLS];
    for (int at = 0; at < nodes; at++) {
      int node = at - 1;
      boolean splits = at > 0 && !tree.isLeaf(node);
      int feature = splits ? tree.feature(node) : 0;
      column[at] = splits ? layout.column(feature) : 0;
      for (int cell = 0; cell < CELLS; cell++) {
        next[at * CELLS + cell] = (char) at;
        if (splits) {
          boolean left = tree.goesLeft(node, layout.binOf(feature, cell));
          next[at * CELLS + cell] = (char) (1 + (left ? tree.left(node) : tree.right(node)));
        }
      }
    }
  }

  /**
   * Moves rows down by so many levels, or to a leaf.
   *
   * @param nodes of the rows
   * @param start where their bytes begin
   * @param width bytes of a row
   */
  void move(char[] nodes, byte[] bins, int start, int width, int levels) {
    for (int level = 0; level < levels; level++) {
      for (int row = 0; row < nodes.length; row++) {
        int node = nodes[row];
        nodes[row] = next[(node << 8) | (bins[start + row * width + column[node]] & 0xFF)];
      }
    }
  }
}
