package org.bankrs.job.bundle;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.evaluate.ScoreDistribution;
import org.bankrs.job.evaluate.Tally;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;

/**
 * The distributions that training saw, against which drift is measured: per feature over the
 * training months, per product's score over the validation month.
 *
 * <p>Bin i of a number or score holds edges[i-1] &lt; x &lt;= edges[i]; there is one more bin than
 * edges.
 *
 * @param rows training rows
 * @param features by name
 * @param scores by product code
 */
public record Reference(
    long rows, Map<String, FeatureDistribution> features, Map<String, ScoreDistribution> scores) {
  private static final double[] DECILES = {.1, .2, .3, .4, .5, .6, .7, .8, .9};
  private static final double QUANTILE_ERROR = 0.005;

  /** The distribution of a feature; either edges and counts or counts by value are filled. */
  public sealed interface FeatureDistribution {}

  /** Of a number or flag. */
  public record Numbers(String kind, List<Double> edges, List<Long> counts, long missing)
      implements FeatureDistribution {}

  /** Of a category. */
  public record Categories(String kind, Map<String, Long> counts, long missing)
      implements FeatureDistribution {}

  /** Measures the distributions: one pass for the deciles of the numbers, one for all counts. */
  public static Reference of(Dataset<Row> train, Tally validation) {
    String[] numbers =
        Features.ALL.stream()
            .filter(f -> f.kind() == Feature.Kind.NUMBER)
            .map(Feature::name)
            .toArray(String[]::new);
    double[][] deciles = train.stat().approxQuantile(numbers, DECILES, QUANTILE_ERROR);
    double[][] edges = new double[Features.ALL.size()][];
    int number = 0;
    for (int f = 0; f < edges.length; f++) {
      edges[f] =
          switch (Features.ALL.get(f).kind()) {
            case NUMBER -> distinct(deciles[number++]);
            case FLAG -> new double[] {0.5};
            case CATEGORY -> new double[0];
          };
    }
    String[] names = Features.ALL.stream().map(Feature::name).toArray(String[]::new);
    Counts counts =
        train
            .selectExpr(names)
            .javaRDD()
            .mapPartitions(rows -> List.of(new Counts(edges).addAll(rows)).iterator())
            .treeReduce(Counts::merge);
    return new Reference(counts.rows, counts.distributions(edges), scores(validation));
  }

  private static double[] distinct(double[] values) {
    TreeSet<Double> distinct = new TreeSet<>();
    for (double value : values) {
      distinct.add(value);
    }
    return distinct.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Map<String, ScoreDistribution> scores(Tally validation) {
    Map<String, ScoreDistribution> scores = new LinkedHashMap<>();
    for (Product product : Product.ALL) {
      scores.put(product.code(), validation.scoreDistribution(product));
    }
    return scores;
  }

  private static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[][] edges;
    private final long[][] bins;
    private final long[] missing;
    private final ArrayList<TreeMap<String, Long>> values = new ArrayList<>();
    private long rows;

    Counts(double[][] edges) {
      this.edges = edges;
      bins = new long[edges.length][];
      missing = new long[edges.length];
      for (int f = 0; f < edges.length; f++) {
        bins[f] = new long[edges[f].length + 1];
        values.add(new TreeMap<>());
      }
    }

    Counts addAll(Iterator<Row> iterator) {
      while (iterator.hasNext()) {
        Row row = iterator.next();
        rows++;
        for (int f = 0; f < edges.length; f++) {
          if (row.isNullAt(f)) {
            missing[f]++;
          } else if (Features.ALL.get(f).kind() == Feature.Kind.CATEGORY) {
            values.get(f).merge(row.getString(f), 1L, Long::sum);
          } else {
            int place = Arrays.binarySearch(edges[f], row.getDouble(f));
            bins[f][place >= 0 ? place : -place - 1]++;
          }
        }
      }
      return this;
    }

    Counts merge(Counts other) {
      rows += other.rows;
      for (int f = 0; f < edges.length; f++) {
        missing[f] += other.missing[f];
        for (int b = 0; b < bins[f].length; b++) {
          bins[f][b] += other.bins[f][b];
        }
        TreeMap<String, Long> mine = values.get(f);
        other.values.get(f).forEach((value, count) -> mine.merge(value, count, Long::sum));
      }
      return this;
    }

    Map<String, FeatureDistribution> distributions(double[][] edges) {
      Map<String, FeatureDistribution> distributions = new LinkedHashMap<>();
      for (int f = 0; f < edges.length; f++) {
        Feature feature = Features.ALL.get(f);
        String kind = feature.kind().name();
        distributions.put(
            feature.name(),
            feature.kind() == Feature.Kind.CATEGORY
                ? new Categories(kind, values.get(f), missing[f])
                : new Numbers(
                    kind,
                    Arrays.stream(edges[f]).boxed().toList(),
                    Arrays.stream(bins[f]).boxed().toList(),
                    missing[f]));
      }
      return distributions;
    }
  }
}
