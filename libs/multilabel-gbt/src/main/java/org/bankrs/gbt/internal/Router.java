package org.bankrs.gbt.internal;

/** Sends rows down a tree by table look-ups alone. Immutable. */
final class Router {
  private static final int CELLS = FeatureLayout.MAX_BINS;

  private final int[] splitOf;
  private final int[] column;
  private final char[] next;

  Router(Tree tree, FeatureLayout layout) {
    int nodes = tree.size();
    splitOf = new int[nodes];
    column = new int[nodes / 2];
    next = new char[nodes / 2 * CELLS];
    int splits = 0;
    for (int node = 0; node < nodes; node++) {
      splitOf[node] = -1;
      if (!tree.isLeaf(node)) {
        int feature = tree.feature(node);
        column[splits] = layout.column(feature);
        for (int cell = 0; cell < CELLS; cell++) {
          boolean left = tree.goesLeft(node, layout.binOf(feature, cell));
          next[splits * CELLS + cell] = (char) (left ? tree.left(node) : tree.right(node));
        }
        splitOf[node] = splits++;
      }
    }
  }

  /** The node without children that a row reaches from a node. */
  int walk(byte[] bins, int rowOffset, int from) {
    int node = from;
    int split = splitOf[node];
    while (split >= 0) {
      node = next[(split << 8) | (bins[rowOffset + column[split]] & 0xFF)];
      split = splitOf[node];
    }
    return node;
  }
}
