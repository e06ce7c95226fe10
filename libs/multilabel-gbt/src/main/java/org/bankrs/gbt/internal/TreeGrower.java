package org.bankrs.gbt.internal;

import java.util.List;
import java.util.Map;

/** Grows the next trees of some labels. */
interface TreeGrower {

  /**
   * Grows trees, as many as the grower sees fit.
   *
   * @param rounds the trees so far
   * @param labels that get more
   * @param most trees a label
   * @return by label, at least one; a label gets fewer than others where nothing can be gained any
   *     more, and its last tree is one leaf then
   */
  Map<Integer, List<Tree>> grow(Rounds rounds, int[] labels, int most);

  /**
   * How far the scores must be moved for the mean prediction of the training rows to be the base
   * rate, by label. Asked for when nothing is to be grown any more.
   *
   * @param rounds all trees that were grown
   * @param trees of each label; the first of those
   */
  double[] shifts(Rounds rounds, List<List<Tree>> trees);
}
