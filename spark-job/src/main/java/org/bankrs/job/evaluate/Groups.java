package org.bankrs.job.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;

/**
 * How a model serves groups of customers: by segment, age, sex, years with the bank, activity and
 * province. Groups of few customers are counted together.
 */
public final class Groups {
  /** What customers are grouped by, in order. */
  private static final List<String> DIMENSIONS =
      List.of("segment", "age", "sex", "years with the bank", "activity", "province");

  private static final List<ProfileColumn> COLUMNS =
      List.of(
          ProfileColumn.SEGMENT,
          ProfileColumn.AGE,
          ProfileColumn.SEX,
          ProfileColumn.SENIORITY,
          ProfileColumn.ACTIVE,
          ProfileColumn.PROVINCE);

  private static final int PROBABILITIES = 2 + COLUMNS.size();
  private static final String UNKNOWN = "unknown";

  private Groups() {}

  /**
   * What was counted of one group.
   *
   * @param dimension what customers are grouped by
   * @param group its value
   * @param customers how many
   * @param buyers how many of them acquire something
   * @param precision mean average precision at 7 over those who do; NaN for none
   * @param deviation standard deviation of that mean; NaN for fewer than two
   * @param expected acquisitions that the probabilities add up to
   * @param acquired acquisitions
   * @param variance of the number of acquisitions, were the probabilities right
   * @param logLoss over all pairs of the group
   */
  public record Group(
      String dimension,
      String group,
      long customers,
      long buyers,
      double precision,
      double deviation,
      double expected,
      long acquired,
      double variance,
      double logLoss) {}

  /** Counts the groups in one pass over panel rows. */
  public static List<Group> of(PipelineModel pipeline, Dataset<Row> rows) {
    List<String> columns =
        Stream.concat(
                Stream.of(PanelSchema.HELD, PanelSchema.ACQUIRED),
                COLUMNS.stream().map(ProfileColumn::column))
            .toList();
    Counts counts =
        ModelPipeline.score(pipeline, rows, columns)
            .javaRDD()
            .mapPartitions(part -> List.of(new Counts().addAll(part)).iterator())
            .treeReduce(Counts::merge);
    List<Group> groups = new ArrayList<>();
    for (int d = 0; d < DIMENSIONS.size(); d++) {
      String dimension = DIMENSIONS.get(d);
      counts.byDimension.get(d).entrySet().stream()
          .map(entry -> entry.getValue().group(dimension, entry.getKey()))
          .sorted(Comparator.comparingLong(Group::customers).reversed())
          .forEach(groups::add);
    }
    return groups;
  }

  private static String group(Row row, int dimension) {
    int place = 2 + dimension;
    if (row.isNullAt(place)) {
      return UNKNOWN;
    }
    return switch (COLUMNS.get(dimension)) {
      case AGE -> band(row.getDouble(place), 18, 26, 36, 51, 66);
      case SENIORITY -> band(row.getDouble(place) / 12, 1, 3, 6, 12);
      default -> row.getString(place);
    };
  }

  /** Such as "18 to 25" between whole numbers. */
  private static String band(double value, int... edges) {
    int i = 0;
    while (i < edges.length && value >= edges[i]) {
      i++;
    }
    if (i == 0) {
      return "below " + edges[0];
    }
    return i == edges.length ? edges[i - 1] + " and more" : edges[i - 1] + " to " + (edges[i] - 1);
  }

  private static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<TreeMap<String, Sums>> byDimension = new ArrayList<>();

    Counts() {
      DIMENSIONS.forEach(dimension -> byDimension.add(new TreeMap<>()));
    }

    Counts addAll(Iterator<Row> rows) {
      while (rows.hasNext()) {
        Row row = rows.next();
        Sums customer = new Sums();
        customer.add(ModelPipeline.probabilities(row, PROBABILITIES), row.getInt(0), row.getInt(1));
        for (int d = 0; d < DIMENSIONS.size(); d++) {
          byDimension.get(d).computeIfAbsent(group(row, d), g -> new Sums()).merge(customer);
        }
      }
      return this;
    }

    Counts merge(Counts other) {
      for (int d = 0; d < DIMENSIONS.size(); d++) {
        TreeMap<String, Sums> mine = byDimension.get(d);
        other
            .byDimension
            .get(d)
            .forEach((g, s) -> mine.computeIfAbsent(g, n -> new Sums()).merge(s));
      }
      return this;
    }
  }

  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;

    private long customers;
    private long buyers;
    private double precision;
    private double squaredPrecision;
    private double expected;
    private double variance;
    private long acquired;
    private long pairs;
    private double logLoss;

    void add(double[] probabilities, int held, int bought) {
      customers++;
      for (int k = 0; k < Product.ALL.size(); k++) {
        if ((held >>> k & 1) == 0) {
          boolean positive = (bought >>> k & 1) != 0;
          pairs++;
          expected += probabilities[k];
          variance += probabilities[k] * (1 - probabilities[k]);
          logLoss += Tally.logLoss(probabilities[k], positive);
        }
      }
      if (bought != 0) {
        double own = Ranking.averagePrecision(Ranking.right(probabilities, held, bought), bought);
        buyers++;
        acquired += Integer.bitCount(bought);
        precision += own;
        squaredPrecision += own * own;
      }
    }

    void merge(Sums other) {
      customers += other.customers;
      buyers += other.buyers;
      precision += other.precision;
      squaredPrecision += other.squaredPrecision;
      expected += other.expected;
      variance += other.variance;
      acquired += other.acquired;
      pairs += other.pairs;
      logLoss += other.logLoss;
    }

    Group group(String dimension, String name) {
      double mean = precision / buyers;
      double spread = (squaredPrecision - buyers * mean * mean) / (buyers - 1);
      double deviation = buyers < 2 ? Double.NaN : Math.sqrt(Math.max(0, spread) / buyers);
      return new Group(
          dimension,
          name,
          customers,
          buyers,
          mean,
          deviation,
          expected,
          acquired,
          variance,
          logLoss / pairs);
    }
  }
}
