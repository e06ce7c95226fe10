package org.bankrs.scoring.bundle;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bankrs.drift.Reference.Categories;
import org.bankrs.drift.Reference.Histogram;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;
import org.bankrs.schema.SnapshotMonth;

/**
 * Draws a customer whose every value is as frequent as it was among the training rows. Values are
 * drawn one by one, so that a drawn customer may combine what no real one does.
 */
public final class RandomCustomer {
  private RandomCustomer() {}

  /** Draws a customer of one month from a model's own value ranges. */
  public static List<CustomerMonth> draw(ModelBundle bundle, RandomGenerator random) {
    String[] texts = new String[RawSchema.COLUMNS.size()];
    Arrays.fill(texts, "");
    SnapshotMonth month = bundle.manifest().trainingMonth();
    String monthsSinceJoining = "";
    for (Feature feature : Features.ALL) {
      String text =
          switch (bundle.reference().features().get(feature.name())) {
            case Histogram histogram -> number(histogram, feature.kind(), random);
            case Categories categories -> category(categories, random);
          };
      switch (feature.name()) {
        case Features.CALENDAR_MONTH -> month = inYearOf(month, text);
        case Features.MONTHS_SINCE_JOINING -> monthsSinceJoining = text;
        // Follows from the product flags.
        case Features.PRODUCTS_HELD -> {}
        default -> texts[RawSchema.column(feature.name()).orElseThrow().position()] = text;
      }
    }
    texts[ProfileColumn.SNAPSHOT.ordinal()] = firstDay(month);
    if (!monthsSinceJoining.isEmpty()) {
      int months = (int) Math.round(Double.parseDouble(monthsSinceJoining));
      texts[ProfileColumn.JOINED.ordinal()] = firstDay(month.plus(-months));
    }
    return List.of(RowCleaner.clean("a drawn row", position -> texts[position]));
  }

  private static SnapshotMonth inYearOf(SnapshotMonth month, String calendarMonth) {
    if (calendarMonth.isEmpty()) {
      return month;
    }
    long drawn = Math.round(Double.parseDouble(calendarMonth));
    return SnapshotMonth.of(month.year(), Math.clamp(drawn, 1, 12));
  }

  private static String firstDay(SnapshotMonth month) {
    return LocalDate.of(month.year(), month.calendarMonth(), 1).toString();
  }

  /** A number from a bin; the outermost bins have one edge only and give that edge. */
  private static String number(Histogram histogram, Feature.Kind kind, RandomGenerator random) {
    int bin = draw(histogram.counts(), histogram.missing(), random);
    List<Double> edges = histogram.edges();
    if (bin == histogram.counts().size() || edges.isEmpty()) {
      return "";
    }
    if (kind == Feature.Kind.FLAG) {
      return bin == 0 ? "0" : "1";
    }
    double low = edges.get(Math.max(bin - 1, 0));
    double high = edges.get(Math.min(bin, edges.size() - 1));
    return Double.toString(high - random.nextDouble() * (high - low));
  }

  private static String category(Categories categories, RandomGenerator random) {
    List<Map.Entry<String, Long>> values = List.copyOf(categories.counts().entrySet());
    int drawn =
        draw(values.stream().map(Map.Entry::getValue).toList(), categories.missing(), random);
    return drawn == values.size() ? "" : values.get(drawn).getKey();
  }

  /** An index drawn by its weight; the number of weights stands for a missing value. */
  private static int draw(List<Long> weights, long missing, RandomGenerator random) {
    long total = missing + weights.stream().mapToLong(Long::longValue).sum();
    long left = total > 0 ? random.nextLong(total) : 0;
    int index = 0;
    while (index < weights.size() && left >= weights.get(index)) {
      left -= weights.get(index);
      index++;
    }
    return index;
  }
}
