package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bankrs.drift.Reference;
import org.bankrs.drift.Reference.Categories;
import org.bankrs.drift.Reference.Distribution;
import org.bankrs.drift.Reference.Histogram;
import org.bankrs.drift.Reference.Scores;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;

/** Reads the distributions that training saw from a bundle. */
final class ReferenceFile {
  private static final String FILE = "reference.json";

  private ReferenceFile() {}

  /**
   * Reads the reference of a bundle.
   *
   * @throws BundleException when it is damaged or lacks a feature or a product
   */
  static Reference read(Path bundle) {
    JsonFields document = JsonFields.read(bundle.resolve(FILE), FILE);
    JsonFields all = document.object("features");
    Map<String, Distribution> features = new LinkedHashMap<>();
    for (Feature feature : Features.ALL) {
      JsonFields fields = all.object(feature.name());
      if (!fields.text("kind").equals(feature.kind().name())) {
        throw fields.wrong("kind", feature.kind().name());
      }
      features.put(
          feature.name(),
          switch (feature.kind()) {
            case NUMBER, FLAG -> histogram(fields);
            case CATEGORY -> categories(fields);
          });
    }
    Map<String, Scores> scores = new LinkedHashMap<>();
    for (Product product : Product.ALL) {
      scores.put(product.code(), scores(document.object("scores").object(product.code())));
    }
    return new Reference(document.wholeNumber("rows"), features, scores);
  }

  private static Histogram histogram(JsonFields fields) {
    List<Double> edges = edges(fields);
    return new Histogram(edges, counts(fields, edges), fields.wholeNumber("missing"));
  }

  private static Scores scores(JsonFields fields) {
    List<Double> edges = edges(fields);
    OptionalDouble mean =
        fields.node().path("mean").isNumber()
            ? OptionalDouble.of(fields.node().get("mean").doubleValue())
            : OptionalDouble.empty();
    return new Scores(edges, counts(fields, edges), mean);
  }

  private static List<Double> edges(JsonFields fields) {
    List<Double> edges = new ArrayList<>();
    for (double edge : fields.numbers("edges")) {
      if (!edges.isEmpty() && !(edge > edges.get(edges.size() - 1))) {
        throw fields.wrong("edges", "ascending numbers");
      }
      edges.add(edge);
    }
    return edges;
  }

  private static List<Long> counts(JsonFields fields, List<Double> edges) {
    List<Long> counts = new ArrayList<>();
    for (double count : fields.numbers("counts")) {
      if (count < 0 || count != Math.rint(count)) {
        throw fields.wrong("counts", "whole numbers from 0");
      }
      counts.add((long) count);
    }
    if (counts.size() != edges.size() + 1) {
      throw fields.wrong("counts", (edges.size() + 1) + " numbers, one more than edges");
    }
    return counts;
  }

  private static Categories categories(JsonFields fields) {
    JsonFields values = fields.object("counts");
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : values.node().properties()) {
      counts.put(value.getKey(), values.wholeNumber(value.getKey()));
    }
    return new Categories(counts, fields.wholeNumber("missing"));
  }
}
