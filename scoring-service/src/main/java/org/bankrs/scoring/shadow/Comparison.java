package org.bankrs.scoring.shadow;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.bankrs.schema.Product;
import org.bankrs.scoring.score.ProductScores;
import org.jboss.logging.Logger;

/**
 * How often and how far a challenger differs from the model in use, over the rows that both scored
 * since they met. Held products are left out: nobody is offered them. Thread-safe.
 */
@Singleton
public final class Comparison {
  private static final Logger LOG = Logger.getLogger(Comparison.class);
  private static final double PERCENT = 100;

  // All guarded by this.
  private Optional<Pair> pair = Optional.empty();
  private long rows;
  private final long[] eligible = new long[Product.ALL.size()];
  private final long[] otherDecisions = new long[Product.ALL.size()];
  private final double[] distances = new double[Product.ALL.size()];

  /**
   * Two models by the versions of their bundles.
   *
   * @param champion answers
   * @param challenger scores in the background
   */
  record Pair(String champion, String challenger) {}

  /** Counts a row; the first one of another pair begins anew. */
  synchronized void add(Pair models, ProductScores champion, ProductScores challenger) {
    if (!pair.equals(Optional.of(models))) {
      end();
      pair = Optional.of(models);
    }
    rows++;
    for (Product product : Product.ALL) {
      if (champion.held().contains(product)) {
        continue;
      }
      int index = product.ordinal();
      eligible[index]++;
      distances[index] += Math.abs(challenger.probability(product) - champion.probability(product));
      if (challenger.recommended(product) != champion.recommended(product)) {
        otherDecisions[index]++;
      }
    }
  }

  /** Logs what was found, if any row was compared, and forgets it. */
  synchronized void end() {
    pair.ifPresent(
        models -> {
          Product most =
              Product.ALL.stream()
                  .max(Comparator.comparingDouble(this::disagreement))
                  .orElseThrow();
          LOG.infof(
              "Challenger %s beside %s over %d rows: %.2f decisions a row differ, most for %s (%.2f %%)",
              models.challenger(),
              models.champion(),
              rows,
              (double) Arrays.stream(otherDecisions).sum() / rows,
              most.code(),
              PERCENT * disagreement(most));
        });
    pair = Optional.empty();
    rows = 0;
    Arrays.fill(eligible, 0);
    Arrays.fill(otherDecisions, 0);
    Arrays.fill(distances, 0);
  }

  /** The share of rows, 0 to 1, for which both decide otherwise on a product; 0 without rows. */
  public synchronized double disagreement(Product product) {
    int index = product.ordinal();
    return eligible[index] == 0 ? 0 : (double) otherDecisions[index] / eligible[index];
  }

  /** The mean distance of both probabilities of a product, 0 to 1; 0 without rows. */
  public synchronized double distance(Product product) {
    int index = product.ordinal();
    return eligible[index] == 0 ? 0 : distances[index] / eligible[index];
  }
}
