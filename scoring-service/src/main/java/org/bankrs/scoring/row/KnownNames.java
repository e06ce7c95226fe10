package org.bankrs.scoring.row;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.bankrs.schema.RawSchema;

/** Helps with names that nobody knows. */
final class KnownNames {
  private static final int SHOWN = 60;
  private static final List<String> TOP =
      Stream.concat(RawSchema.NAMES.stream(), Stream.of(RowReader.HISTORY)).toList();

  private KnownNames() {}

  /** The known field name that is the least typing away. */
  static String nearest(String name, boolean withHistory) {
    String shortened = shortened(name).toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return (withHistory ? TOP : RawSchema.NAMES)
        .stream()
            .min(Comparator.comparingInt(known -> distance.apply(shortened, known)))
            .orElseThrow();
  }

  /** A text cut to what fits into a message. */
  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
