package org.bankrs.simulator;

import java.util.SplittableRandom;

/**
 * The life of products: who begins with which, takes which, gives which up, month by month.
 *
 * <p>A month's changes depend on the state of the month before: hazards with effects of the
 * customer, of activity and of the products held, and on how long ago the product itself last
 * changed, which makes products come and go. Thread-safe.
 *
 * @param ownership effects on holding products when the panel begins
 * @param acquisition effects on newly taking them
 * @param companions which products bring others along
 * @param cycling how products come and go again
 * @param calibration the intercepts
 */
record Behaviour(
    Effects ownership,
    Effects acquisition,
    Companions companions,
    Cycling cycling,
    Calibration calibration) {

  static Behaviour read(Calibration calibration) {
    return new Behaviour(
        Effects.read("ownership-effects.csv"),
        Effects.read("acquisition-effects.csv"),
        Companions.read("companions.csv"),
        Cycling.read("cycling.csv"),
        calibration);
  }

  /** Simulates one customer's panel. */
  History simulate(
      Customer customer,
      Presence presence,
      Residences residences,
      SplittableRandom random,
      Ledger ledger) {
    return new Life(this, customer, new Circumstances(customer, residences), random, ledger)
        .run(presence);
  }
}
