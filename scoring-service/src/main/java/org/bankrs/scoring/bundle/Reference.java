package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;

/**
 * How the features were distributed over the rows the model was trained on.
 *
 * @param features the distribution of each of {@link Features#ALL}, by name
 */
public record Reference(Map<String, Distribution> features) {
  static final String FILE = "reference.json";

  /** Copies the map. */
  public Reference {
    features = Map.copyOf(features);
  }

  /** How one feature was distributed. */
  public sealed interface Distribution {
    /** In how many rows the value was missing. */
    long missing();
  }

  /**
   * A number or a flag in bins.
   *
   * @param edges ascending inner edges; bin i holds edges[i-1] &lt; x &lt;= edges[i]
   * @param counts rows in each bin, one more than edges
   * @param missing rows without a value
   */
  public record Histogram(List<Double> edges, List<Long> counts, long missing)
      implements Distribution {
    /** Copies the lists. */
    public Histogram {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
    }
  }

  /**
   * A category.
   *
   * @param counts rows of each value
   * @param missing rows without a value
   */
  public record Categories(Map<String, Long> counts, long missing) implements Distribution {
    /** Copies the map, keeping its order. */
    public Categories {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
  }

  /**
   * Reads the reference of a bundle.
   *
   * @throws BundleException when it is damaged or lacks a feature
   */
  static Reference read(Path bundle) {
    JsonFields all = JsonFields.read(bundle.resolve(FILE), FILE).object("features");
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
    return new Reference(features);
  }

  private static Histogram histogram(JsonFields fields) {
    List<Double> edges = new ArrayList<>();
    for (double edge : fields.numbers("edges")) {
      if (!edges.isEmpty() && !(edge > edges.get(edges.size() - 1))) {
        throw fields.wrong("edges", "ascending numbers");
      }
      edges.add(edge);
    }
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
    return new Histogram(edges, counts, fields.wholeNumber("missing"));
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
