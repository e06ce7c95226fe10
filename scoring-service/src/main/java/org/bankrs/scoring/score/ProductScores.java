package org.bankrs.scoring.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProductSet;

/** What the model says of one customer. Immutable and thread-safe. */
public final class ProductScores {
  private final FeatureRow features;
  private final ProductSet held;
  private final double[] probabilities;
  private final boolean[] decisions;

  /** Takes both arrays over; each has one place per product, by its ordinal. */
  ProductScores(FeatureRow features, ProductSet held, double[] probabilities, boolean[] decisions) {
    this.features = features;
    this.held = held;
    this.probabilities = probabilities;
    this.decisions = decisions;
  }

  /** What the model was asked about. */
  public FeatureRow features() {
    return features;
  }

  /** The products that the customer holds: none of them is ever recommended. */
  public ProductSet held() {
    return held;
  }

  /** The probability, 0 to 1, that the customer newly takes the product; also for a held one. */
  public double probability(Product product) {
    return probabilities[product.ordinal()];
  }

  /** All probabilities by the products' ordinals; a copy. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** Whether the product is recommended: not held, and decided on by the model's threshold. */
  public boolean recommended(Product product) {
    return decisions[product.ordinal()] && !held.contains(product);
  }

  /** The products that are recommended, in the order of the raw file. */
  public List<Product> recommended() {
    return Product.ALL.stream().filter(this::recommended).toList();
  }

  /** The products not held whose probability reaches the threshold, highest first. */
  public List<Product> likely(double threshold) {
    List<Product> likely = new ArrayList<>();
    for (Product product : Product.ALL) {
      if (probability(product) >= threshold && !held.contains(product)) {
        likely.add(product);
      }
    }
    likely.sort(Comparator.comparingDouble(product -> -probability(product)));
    return likely;
  }
}
