package org.bankrs.gbt;

import java.time.Duration;

/** Is told how far the training is, on the thread that trains. */
@FunctionalInterface
public interface RoundListener {
  /**
   * The rows have been cut into bins and counted, and boosting begins. Does nothing unless
   * overridden.
   *
   * @param taken since the training began
   */
  default void rowsBinned(Duration taken) {}

  /**
   * A round of boosting has ended. Rounds that grow on the same drawn rows end together.
   *
   * @param done rounds so far
   * @param all most rounds there will be
   * @param growingLabels labels that got a tree in this round or may still get one
   * @param left about how long it will take yet, supposing equal rounds
   */
  void roundDone(int done, int all, int growingLabels, Duration left);
}
