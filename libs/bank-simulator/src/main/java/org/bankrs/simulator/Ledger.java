package org.bankrs.simulator;

/**
 * Is told the probability of everything that may happen to a customer's products, so that
 * intercepts can be fitted to expected rather than drawn numbers.
 */
interface Ledger {
  /** A ledger that keeps nothing. */
  Ledger NONE =
      new Ledger() {
        @Override
        public void holding(int product, double probability) {}

        @Override
        public void taking(int product, int month, double probability, boolean caused) {}

        @Override
        public void giving(int product, int month, double probability, boolean caused) {}
      };

  /** A founding customer may hold the product in the first month. */
  void holding(int product, double probability);

  /** A customer may newly hold the product in the month; caused when another product brings it. */
  void taking(int product, int month, double probability, boolean caused);

  /**
   * A customer may hold the product no more in the month; caused when another one takes it along.
   */
  void giving(int product, int month, double probability, boolean caused);
}
