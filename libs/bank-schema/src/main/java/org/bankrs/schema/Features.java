package org.bankrs.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features of a customer in a month, derived from the customer's rows up to that month.
 * Stateless and thread-safe.
 *
 * <p>All raw columns but four are features: the two keys, the date of the last primary relation
 * (filled in 0.2 % of the rows, just where {@code indrel} is 99) and the name of the province (the
 * same as its code).
 */
public final class Features {
  /** Calendar month of the snapshot, 1 to 12. */
  public static final String CALENDAR_MONTH = "calendar_month";

  /** Calendar months between the first contract and the snapshot. */
  public static final String MONTHS_SINCE_JOINING = "months_since_joining";

  /** Number of products held. */
  public static final String PRODUCTS_HELD = "products_held";

  private static final List<ProfileColumn> NUMBER_COLUMNS =
      Arrays.stream(ProfileColumn.values()).filter(c -> c.kind() == ColumnKind.NUMBER).toList();

  private static final List<ProfileColumn> CATEGORY_COLUMNS =
      Arrays.stream(ProfileColumn.values())
          .filter(c -> c.kind() == ColumnKind.CATEGORY && c != ProfileColumn.PROVINCE_NAME)
          .toList();

  /** All features in order: numbers, then product flags, then categories. */
  public static final List<Feature> ALL = all();

  private Features() {}

  private static List<Feature> all() {
    List<Feature> features = new ArrayList<>();
    for (ProfileColumn column : NUMBER_COLUMNS) {
      features.add(new Feature(column.column(), Feature.Kind.NUMBER, column.meaning()));
    }
    features.add(
        new Feature(
            CALENDAR_MONTH, Feature.Kind.NUMBER, "Calendar month of the snapshot, 1 to 12"));
    features.add(
        new Feature(
            MONTHS_SINCE_JOINING,
            Feature.Kind.NUMBER,
            "Calendar months between the first contract and the snapshot"));
    features.add(new Feature(PRODUCTS_HELD, Feature.Kind.NUMBER, "Number of products held"));
    for (Product product : Product.ALL) {
      RawColumn column = RawSchema.column(product);
      features.add(new Feature(column.name(), Feature.Kind.FLAG, column.meaning()));
    }
    for (ProfileColumn column : CATEGORY_COLUMNS) {
      features.add(new Feature(column.column(), Feature.Kind.CATEGORY, column.meaning()));
    }
    return List.copyOf(features);
  }

  /**
   * The features of the last month of a history.
   *
   * @param history the customer's months in order, the month in question last; only that one is
   *     required
   */
  public static FeatureRow of(List<CustomerMonth> history) {
    CustomerMonth now = history.get(history.size() - 1);
    double[] numbers = new double[ALL.size()];
    String[] categories = new String[ALL.size()];
    Arrays.fill(categories, "");
    int feature = 0;
    for (ProfileColumn column : NUMBER_COLUMNS) {
      numbers[feature++] = now.number(column);
    }
    numbers[feature++] = now.month().isPresent() ? now.month().get().calendarMonth() : Double.NaN;
    numbers[feature++] =
        now.month().isPresent() && now.joined().isPresent()
            ? now.month().get().index() - now.joined().getAsInt()
            : Double.NaN;
    numbers[feature++] = now.held().size();
    for (Product product : Product.ALL) {
      numbers[feature++] = now.held().contains(product) ? 1 : 0;
    }
    for (ProfileColumn column : CATEGORY_COLUMNS) {
      categories[feature++] = now.category(column);
    }
    return new FeatureRow(numbers, categories);
  }
}
