package org.bankrs.gbt;

import java.time.Duration;

/** Is told how far the training is, on the thread that trains. */
@FunctionalInterface
public interface RoundListener {
  /**
   * A round of boosting has ended.
   *
   * @param done rounds so far
   * @param all most rounds there will be
   * @param growingLabels labels that got a tree in this round or may still get one
   * @param left about how long it will take yet, supposing equal rounds
   */
  void roundDone(int done, int all, int growingLabels, Duration left);
}
