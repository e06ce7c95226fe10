package org.bankrs.simulator;

/** Is told how far the writing of a panel is. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress SILENT = (customers, rows) -> {};

  /**
   * Called now and then while a panel is written.
   *
   * @param customers the customers simulated so far
   * @param rows the rows written so far
   */
  void at(long customers, long rows);
}
