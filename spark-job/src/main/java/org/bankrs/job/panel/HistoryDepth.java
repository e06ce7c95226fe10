package org.bankrs.job.panel;

import java.io.Serializable;
import org.bankrs.schema.History;

/** How many earlier months of a customer a row may know. */
@FunctionalInterface
public interface HistoryDepth extends Serializable {
  /** All there are. */
  HistoryDepth FULL = (customer, month) -> History.EARLIER_MONTHS;

  /** None, as where a request brings no history. */
  HistoryDepth NONE = (customer, month) -> 0;

  /** Of the rows with a shortened history so many know nothing at all; the others a few months. */
  double FORGETFUL = 0.5;

  /** A shortened history has up to that many months. */
  int FEW = 8;

  /**
   * The number of earlier months.
   *
   * @param month index of the row's month
   */
  int earlierMonths(long customer, int month);

  /**
   * All there are, but for a share of the rows, chosen by a hash of customer and month: half of
   * these know nothing, half one to eight months. So a model learns to do without.
   *
   * @param share of the rows, 0 to 1
   */
  static HistoryDepth shortened(double share, long seed) {
    return (customer, month) -> {
      double drawn = Digest.unit(seed, customer, month) / share;
      if (!(drawn < 1)) {
        return History.EARLIER_MONTHS;
      }
      return drawn < FORGETFUL ? 0 : 1 + (int) (FEW * (drawn - FORGETFUL) / (1 - FORGETFUL));
    };
  }
}
