package org.bankrs.schema;

/**
 * What is to be learned: which products a customer newly takes in the next month. Stateless and
 * thread-safe.
 */
public final class Labels {
  private Labels() {}

  /** Whether the second row is the same customer's row of the following month. */
  public static boolean follows(CustomerMonth now, CustomerMonth next) {
    return now.customer().isPresent()
        && now.customer().equals(next.customer())
        && now.month().isPresent()
        && next.month().isPresent()
        && next.month().get().index() == now.month().get().index() + 1;
  }

  /**
   * The products acquired between a month and the next: not held in the first, held in the second.
   *
   * @throws IllegalArgumentException when the second row is not the customer's following month
   */
  public static ProductSet acquired(CustomerMonth now, CustomerMonth next) {
    if (!follows(now, next)) {
      throw new IllegalArgumentException(
          "a label needs two following months of one customer, found " + now + " and " + next);
    }
    return next.held().minus(now.held());
  }

  /** The products that can be acquired after a month: all that are not held. */
  public static ProductSet eligible(CustomerMonth now) {
    return ProductSet.ALL.minus(now.held());
  }
}
