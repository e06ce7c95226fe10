package org.bankrs.simulator;

/** What a customer does over the panel; months in which the customer is absent hold nothing. */
final class History {
  private final int[] held = new int[Panel.MONTHS];
  private final boolean[] active = new boolean[Panel.MONTHS];

  void set(int month, int held, boolean active) {
    this.held[month] = held;
    this.active[month] = active;
  }

  /** The products held in a month, bits as in ProductSet. */
  int held(int month) {
    return held[month];
  }

  /** Whether the customer uses the bank in a month. */
  boolean active(int month) {
    return active[month];
  }
}
