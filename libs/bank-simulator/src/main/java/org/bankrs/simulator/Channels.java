package org.bankrs.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The entry channels: which ones were open to whom and when. Thread-safe. */
final class Channels {
  private static final LocalDate CHANNELS_OF_2014 = LocalDate.of(2014, 9, 1);
  private static final LocalDate CHANNELS_OF_2015 = LocalDate.of(2015, 6, 29);

  /** The channels of the months before the panel, with their shares. */
  private static final Map<String, Double> RECENT =
      Map.of("KHK", 0.36, "KHM", 0.28, "KHN", 0.18, "KHL", 0.07, "KFC", 0.05, "KAT", 0.06);

  /** Channels of one time or of students; all others belong to the other customers. */
  private static final List<String> STUDENT_OR_RECENT =
      List.of("KHE", "KHD", "KHQ", "KHK", "KHM", "KHN", "KHL", "KHO");

  private final List<String> codes;
  private final Discrete established;
  private final List<String> recentCodes = List.copyOf(RECENT.keySet().stream().sorted().toList());
  private final Discrete recent =
      new Discrete(recentCodes.stream().mapToDouble(RECENT::get).toArray());

  Channels() {
    Table table = Table.read("channels.csv");
    codes = table.texts("channel");
    double[] rows = table.numbers("rows");
    for (int i = 0; i < rows.length; i++) {
      if (STUDENT_OR_RECENT.contains(codes.get(i))) {
        rows[i] = 0;
      }
    }
    established = new Discrete(rows);
  }

  private String channelOf2015(double kind, double draw) {
    if (kind < 0.76) {
      return "KHQ";
    }
    return kind < 0.775 ? "KHO" : recentCodes.get(recent.quantile(draw));
  }

  /** The channel of a customer, empty when it is missing. */
  String sample(Segment segment, LocalDate joined, Cohort cohort, SplittableRandom random) {
    double missing = random.nextDouble();
    double kind = random.nextDouble();
    double draw = random.nextDouble();
    if (missing < (cohort == Cohort.JOINER ? 0.09 : 0.0065)) {
      return "";
    }
    boolean student = segment == Segment.STUDENT;
    if (!joined.isBefore(CHANNELS_OF_2015)) {
      return channelOf2015(kind, draw);
    }
    if (!joined.isBefore(CHANNELS_OF_2014)) {
      String older = student ? "KHE" : codes.get(established.quantile(draw));
      return kind < 0.6 ? older : recentCodes.get(recent.quantile(draw));
    }
    if (student) {
      return kind < 0.968 ? "KHE" : "KHD";
    }
    return codes.get(established.quantile(draw));
  }
}
