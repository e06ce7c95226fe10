package org.bankrs.drift;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The distributions that training saw. Immutable and thread-safe.
 *
 * @param rows training rows
 * @param features the distribution of each feature over the training months, by name
 * @param scores the distribution of each product's probability over the validation month, by the
 *     product's code
 */
public record Reference(long rows, Map<String, Distribution> features, Map<String, Scores> scores) {

  /** Copies the maps. */
  public Reference {
    features = Map.copyOf(features);
    scores = Map.copyOf(scores);
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
      requireBins(edges, counts);
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
   * The probabilities of a product, of the customers who did not hold it.
   *
   * @param edges ascending inner edges; bin i holds edges[i-1] &lt; x &lt;= edges[i]
   * @param counts customers in each bin, one more than edges
   * @param mean mean probability; empty in bundles that did not keep it
   */
  public record Scores(List<Double> edges, List<Long> counts, OptionalDouble mean) {
    /** Copies the lists. */
    public Scores {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
      requireBins(edges, counts);
    }
  }

  private static void requireBins(List<Double> edges, List<Long> counts) {
    if (counts.size() != edges.size() + 1) {
      throw new IllegalArgumentException(
          "%d counts for %d edges: expected one more than edges"
              .formatted(counts.size(), edges.size()));
    }
  }
}
