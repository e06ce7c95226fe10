package org.bankrs.simulator;

/** The standard normal distribution, to about seven digits. */
final class Normal {
  private Normal() {}

  /** The share below a value: Abramowitz and Stegun 26.2.17. */
  static double share(double value) {
    double t = 1 / (1 + 0.2316419 * Math.abs(value));
    double density = Math.exp(-value * value / 2) / Math.sqrt(2 * Math.PI);
    double tail =
        density
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double share = value >= 0 ? 1 - tail : tail;
    return Math.min(Math.max(share, 0), Math.nextDown(1.0));
  }

  /** The value below which a share in (0, 1) lies, found by bisection. */
  static double quantile(double share) {
    double low = -8;
    double high = 8;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (share(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
