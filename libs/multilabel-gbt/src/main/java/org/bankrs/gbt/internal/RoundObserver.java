package org.bankrs.gbt.internal;

/** Is told about the rounds, on the thread that trains. */
@FunctionalInterface
public interface RoundObserver {
  /** The rows are binned and counted; boosting begins. */
  default void rowsBinned() {}

  /**
   * A round has ended.
   *
   * @param done rounds so far
   * @param all most rounds there will be
   * @param growing labels that still get trees
   */
  void roundDone(int done, int all, int growing);
}
