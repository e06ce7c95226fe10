package org.bankrs.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features of a customer's {@link History}: what was held, gained and dropped, and when.
 * Stateless and thread-safe.
 *
 * <p>All are small whole numbers, 0 to {@link History#MONTHS}, but for the sums over all products.
 * Without an earlier month all are missing (NaN), never zero: nothing known is not the same as
 * nothing happened. A product is gained or dropped in a month whose month before has a row too.
 * What did not happen in the months known is {@link History#MONTHS} months ago: longer than any
 * that did.
 */
public final class HistoryFeatures {
  /** So many earlier months have a feature of their own: whether the product was held. */
  private static final int LAGS = 4;

  /** So many features are of the customer as a whole; they come first. */
  private static final int OF_CUSTOMER = 4;

  /** So many of each watched code; they come next. */
  private static final int BY_CODE = 2;

  /** So many of each product; they come last. */
  private static final int BY_PRODUCT = LAGS + 5;

  private static final List<String> CODE_NAMES = List.of("activity", "segment", "relation");

  /** All features in order. */
  public static final List<Feature> ALL = all();

  private HistoryFeatures() {}

  private static List<Feature> all() {
    List<Feature> features = new ArrayList<>();
    add(features, "months_seen", "Months with a row, of the last " + History.MONTHS);
    add(features, "products_held_1", "Number of products held a month before");
    add(features, "gains", "Products newly taken so far");
    add(features, "drops", "Products given up so far");
    for (String code : CODE_NAMES) {
      add(features, code + "_changes", "How often the " + code + " changed so far");
      add(features, "months_since_" + code + "_change", "Months since the " + code + " changed");
    }
    for (Product product : Product.ALL) {
      String name = product.english();
      for (int lag = 1; lag <= LAGS; lag++) {
        add(
            features,
            "%s_held_%d".formatted(product.code(), lag),
            "1 when the customer held %d months before: %s".formatted(lag, name));
      }
      add(features, product.code() + "_months_since_held", "Months since last held: " + name);
      add(features, product.code() + "_months_since_gained", "Months since last taken: " + name);
      add(features, product.code() + "_months_since_dropped", "Months since given up: " + name);
      add(features, product.code() + "_gains", "How often newly taken so far: " + name);
      add(features, product.code() + "_drops", "How often given up so far: " + name);
    }
    return List.copyOf(features);
  }

  private static void add(List<Feature> features, String name, String meaning) {
    features.add(new Feature(name, Feature.Kind.NUMBER, meaning));
  }

  /** The features of a history, by the order of {@link #ALL}. */
  public static double[] of(History history) {
    double[] features = new double[ALL.size()];
    fill(history, features);
    return features;
  }

  /**
   * Writes the features of a history into an array, by the order of {@link #ALL}.
   *
   * @param features as long as {@link #ALL}, or longer
   */
  public static void fill(History history, double[] features) {
    if (!history.isKnown()) {
      Arrays.fill(features, 0, ALL.size(), Double.NaN);
      return;
    }
    int seen = history.seen();
    int next = OF_CUSTOMER;
    for (int w = 0; w < CODE_NAMES.size(); w++) {
      boolean known = history.known(w) > 1;
      int changed = history.changed(w);
      features[next] = known ? Integer.bitCount(changed) : Double.NaN;
      features[next + 1] = known ? monthsSince(changed) : Double.NaN;
      next += BY_CODE;
    }
    int gains = 0;
    int drops = 0;
    int heldBefore = 0;
    for (int k = 0; k < Product.ALL.size(); k++) {
      int held = history.held(k);
      int before = held >>> 1;
      int gained = held & ~before & seen >>> 1;
      int dropped = before & ~held & seen;
      for (int lag = 1; lag <= LAGS; lag++) {
        features[next + lag - 1] = (seen >>> lag & 1) == 0 ? Double.NaN : held >>> lag & 1;
      }
      features[next + LAGS] = monthsSince(held);
      features[next + LAGS + 1] = monthsSince(gained);
      features[next + LAGS + 2] = monthsSince(dropped);
      features[next + LAGS + 3] = Integer.bitCount(gained);
      features[next + LAGS + 4] = Integer.bitCount(dropped);
      next += BY_PRODUCT;
      gains += Integer.bitCount(gained);
      drops += Integer.bitCount(dropped);
      heldBefore += before & 1;
    }
    features[0] = Integer.bitCount(seen);
    features[1] = (seen & 2) == 0 ? Double.NaN : heldBefore;
    features[2] = gains;
    features[3] = drops;
  }

  private static int monthsSince(int months) {
    return Math.min(Integer.numberOfTrailingZeros(months), History.MONTHS);
  }
}
