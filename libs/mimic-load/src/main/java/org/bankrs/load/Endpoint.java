package org.bankrs.load;

import java.util.random.RandomGenerator;

/** A call of the service, with its share of all calls. */
public enum Endpoint {
  /** POST a row, 0 or 1 for each product. */
  PREDICT("/predict", 0.5),
  /** POST a row, the likely products. */
  PREDICT_PROBA("/predict_proba", 0.4),
  /** GET the answer to a customer whom the service draws. */
  RANDOM("/random", 0.1);

  private final String path;
  private final double share;

  Endpoint(String path, double share) {
    this.path = path;
    this.share = share;
  }

  /** The path, from the slash on. */
  public String path() {
    return path;
  }

  /** Draws one by the shares. */
  static Endpoint draw(RandomGenerator random) {
    double left = random.nextDouble();
    for (Endpoint endpoint : values()) {
      left -= endpoint.share;
      if (left < 0) {
        return endpoint;
      }
    }
    return RANDOM;
  }
}
