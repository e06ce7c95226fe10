package org.bankrs.job.evaluate;

/** The first products recommended to one customer: which of them the customer acquires. */
final class Ranking {
  private Ranking() {}

  /**
   * Ranks the products that a customer does not hold by their probabilities; of equal ones the
   * first in product order comes first.
   *
   * @param probabilities by product
   * @param held products held, as bits
   * @param acquired products acquired by the next month, as bits
   * @return bit r is set where the product of rank r + 1 is acquired; at most {@link Tally#RANKED}
   *     ranks
   */
  static int right(double[] probabilities, int held, int acquired) {
    int ranked = held;
    int right = 0;
    for (int rank = 0; rank < Tally.RANKED; rank++) {
      int best = -1;
      for (int k = 0; k < probabilities.length; k++) {
        if ((ranked >>> k & 1) == 0 && (best < 0 || probabilities[k] > probabilities[best])) {
          best = k;
        }
      }
      if (best < 0) {
        break;
      }
      ranked |= 1 << best;
      right |= (acquired >>> best & 1) << rank;
    }
    return right;
  }

  /**
   * Average precision at 7 as Kaggle defines it.
   *
   * @param right as {@link #right} gives it
   * @param acquired products acquired, as bits; not 0
   */
  static double averagePrecision(int right, int acquired) {
    int hits = 0;
    double sum = 0;
    for (int rank = 0; rank < Tally.RANKED; rank++) {
      if ((right >>> rank & 1) != 0) {
        hits++;
        sum += (double) hits / (rank + 1);
      }
    }
    return sum / Math.min(Tally.RANKED, Integer.bitCount(acquired));
  }
}
