package org.bankrs.job.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.bankrs.drift.Reference;
import org.bankrs.drift.Reference.Categories;
import org.bankrs.drift.Reference.Distribution;
import org.bankrs.drift.Reference.Histogram;
import org.bankrs.drift.Reference.Scores;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.Json;

/** Reads what {@link org.bankrs.job.bundle.Reference} wrote. */
final class ReferenceReader {
  private static final String FILE = "reference.json";

  private ReferenceReader() {}

  /**
   * The reference of a bundle.
   *
   * @throws SourceUnreadableException when it is missing or damaged
   */
  static Reference of(Configuration configuration, Bundle bundle) {
    String where = bundle.uri() + "/" + FILE;
    try {
      return read(Json.read(where, bundle.read(configuration, FILE), JsonNode.class));
    } catch (IllegalArgumentException e) {
      throw new SourceUnreadableException(where + " is no reference: " + e.getMessage(), e);
    }
  }

  private static Reference read(JsonNode document) {
    Map<String, Distribution> features = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> feature : document.required("features").properties()) {
      features.put(feature.getKey(), distribution(feature.getValue()));
    }
    Map<String, Scores> scores = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> score : document.required("scores").properties()) {
      JsonNode of = score.getValue();
      OptionalDouble mean =
          of.path("mean").isNumber()
              ? OptionalDouble.of(of.get("mean").doubleValue())
              : OptionalDouble.empty();
      scores.put(score.getKey(), new Scores(numbers(of), counts(of.required("counts")), mean));
    }
    return new Reference(document.required("rows").longValue(), features, scores);
  }

  private static Distribution distribution(JsonNode of) {
    long missing = of.required("missing").longValue();
    JsonNode counts = of.required("counts");
    if (of.has("edges")) {
      return new Histogram(numbers(of), counts(counts), missing);
    }
    Map<String, Long> values = new LinkedHashMap<>();
    counts.properties().forEach(value -> values.put(value.getKey(), value.getValue().longValue()));
    return new Categories(values, missing);
  }

  private static List<Double> numbers(JsonNode of) {
    List<Double> edges = new ArrayList<>();
    of.required("edges").forEach(edge -> edges.add(edge.doubleValue()));
    return edges;
  }

  private static List<Long> counts(JsonNode array) {
    List<Long> counts = new ArrayList<>();
    array.forEach(count -> counts.add(count.longValue()));
    return counts;
  }
}
