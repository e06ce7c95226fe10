package org.bankrs.schema;

/**
 * The features of one customer in one month, by the order of {@link Features#ALL}. Immutable and
 * thread-safe.
 */
public final class FeatureRow {
  private final double[] numbers;
  private final String[] categories;

  /**
   * Takes both arrays over; each has one place per feature, of which the one of the feature's kind
   * is used.
   */
  FeatureRow(double[] numbers, String[] categories) {
    this.numbers = numbers;
    this.categories = categories;
  }

  /**
   * A row from flat values; the arrays are copied.
   *
   * @param numbers one place per feature: a NUMBER's value, NaN when missing, or a FLAG's, 0 or 1
   * @param categories one place per feature: a CATEGORY's value, empty when missing, never null
   */
  public static FeatureRow of(double[] numbers, String[] categories) {
    return new FeatureRow(numbers.clone(), categories.clone());
  }

  /** A NUMBER's value, NaN when missing, or a FLAG's, 0 or 1. */
  public double number(int feature) {
    return numbers[feature];
  }

  /** A CATEGORY's value, empty when missing. */
  public String category(int feature) {
    return categories[feature];
  }
}
