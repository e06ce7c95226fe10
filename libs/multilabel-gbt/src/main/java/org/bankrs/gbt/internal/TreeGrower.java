package org.bankrs.gbt.internal;

import java.util.Map;

/** Grows the next tree of some labels. */
interface TreeGrower {

  /**
   * Grows one tree a label.
   *
   * @param rounds the trees so far
   * @param labels that get another
   * @return by label; a tree of one leaf where nothing can be gained any more
   */
  Map<Integer, Grown> grow(Rounds rounds, int[] labels);

  /**
   * A tree and what came before it.
   *
   * @param loss of the validation rows before the tree, in units of 1 / {@link Logistic#LOSS_ONE}
   */
  record Grown(Tree tree, long loss) implements java.io.Serializable {}
}
