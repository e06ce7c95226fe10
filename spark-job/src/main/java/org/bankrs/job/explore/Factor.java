package org.bankrs.job.explore;

import java.util.List;

/** A property of customers on which acquisitions may depend, with its groups. */
enum Factor {
  /** Age in tens of years. */
  AGE("Age", "aged"),
  /** The bank's segment. */
  SEGMENT("Segment", "of the segment"),
  /** Whether the customer is active. */
  ACTIVITY("Activity", "that are"),
  /** The channel by which the customer joined. */
  CHANNEL("Channel", "of the channel"),
  /** Time since the first contract. */
  TENURE("Tenure", "with a tenure of"),
  /** How many products the customer holds. */
  PRODUCTS("Number of products", "that hold"),
  /** How long ago the customer last took a product, as far as the rows tell. */
  RECENT("Last acquisition", "in the group");

  static final String MISSING = "(missing)";

  private final String title;
  private final String preposition;

  Factor(String title, String preposition) {
    this.title = title;
    this.preposition = preposition;
  }

  String title() {
    return title;
  }

  /** What joins "customers" and a group in a sentence. */
  String preposition() {
    return preposition;
  }

  /** The groups in their natural order; empty where the most frequent one comes first. */
  List<String> order() {
    return switch (this) {
      case AGE ->
          List.of(
              "under 20",
              "20 to 29",
              "30 to 39",
              "40 to 49",
              "50 to 59",
              "60 to 69",
              "70 to 79",
              "80 and over",
              MISSING);
      case SEGMENT, CHANNEL -> List.of();
      case ACTIVITY -> List.of("active", "not active", MISSING);
      case TENURE ->
          List.of(
              "under 6 months",
              "6 to 11 months",
              "1 to 2 years",
              "3 to 4 years",
              "5 to 9 years",
              "10 years or more",
              MISSING);
      case PRODUCTS -> List.of("none", "1", "2", "3", "4", "5", "6 or 7", "8 or more");
      case RECENT ->
          List.of(
              "took one this month",
              "1 month ago",
              "2 months ago",
              "3 to 5 months ago",
              "6 or more months ago",
              "nothing taken so far",
              "first row of the customer");
    };
  }

  /** The group of a row. */
  String group(StudyRow row, Recency recency) {
    return switch (this) {
      case AGE -> age(row.age());
      case SEGMENT -> named(row.segment());
      case ACTIVITY ->
          row.active().isEmpty() ? MISSING : row.active().equals("1") ? "active" : "not active";
      case CHANNEL -> named(row.channel());
      case TENURE -> tenure(row.tenure());
      case PRODUCTS -> products(Integer.bitCount(row.held()));
      case RECENT -> recency.group();
    };
  }

  private static String named(String code) {
    return code.isEmpty() ? MISSING : code;
  }

  private static String age(double years) {
    if (Double.isNaN(years)) {
      return MISSING;
    }
    int decade = (int) years / 10;
    return decade < 2
        ? "under 20"
        : decade >= 8 ? "80 and over" : "%d to %d".formatted(decade * 10, decade * 10 + 9);
  }

  private static String tenure(double months) {
    if (Double.isNaN(months)) {
      return MISSING;
    }
    if (months < 6) {
      return "under 6 months";
    }
    if (months < 12) {
      return "6 to 11 months";
    }
    if (months < 36) {
      return "1 to 2 years";
    }
    if (months < 60) {
      return "3 to 4 years";
    }
    return months < 120 ? "5 to 9 years" : "10 years or more";
  }

  private static String products(int held) {
    return switch (held) {
      case 0 -> "none";
      case 1, 2, 3, 4, 5 -> String.valueOf(held);
      case 6, 7 -> "6 or 7";
      default -> "8 or more";
    };
  }
}
