package org.bankrs.gbt.internal;

/**
 * How far a leaf moves the log-odds of its rows, by the Newton step -G / (H + lambda).
 *
 * <p>A Newton step assumes that the loss curves everywhere as it does here. Where positive rows are
 * rare it does not: from 2 in a thousand to 50 Newton steps by 24, though the log-odds are only 3.3
 * apart, and down it never steps by more than 1.
 */
public enum LeafStep {
  /** The Newton step itself. */
  NEWTON {
    @Override
    double of(double newton, double rate) {
      return newton;
    }
  },

  /**
   * The difference of log-odds that takes the rate r of positive rows to r + r (1 - r) times the
   * Newton step: log(1 + (1 - r) n) - log(1 - r n). For small steps it is the Newton step; where
   * positive rows are rare it is the one that takes the sum of a leaf's predictions to its positive
   * rows, whatever the single predictions are.
   */
  ODDS {
    @Override
    double of(double newton, double rate) {
      return Math.log1p(Math.max(-MOST, (1 - rate) * newton))
          - Math.log1p(Math.max(-MOST, -rate * newton));
    }
  };

  /** A leaf of one kind of rows alone goes no further than to a hundredth of the odds. */
  private static final double MOST = 0.99;

  /**
   * The step in log-odds.
   *
   * @param newton the Newton step
   * @param rate of positive rows among those of the label, 0 to 1
   */
  abstract double of(double newton, double rate);
}
