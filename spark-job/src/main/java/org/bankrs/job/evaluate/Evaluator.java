package org.bankrs.job.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.train.ClassifierColumns;
import org.bankrs.schema.Product;

/** Tallies predictors over scored rows in one pass. */
public final class Evaluator {
  private static final int PRODUCTS = Product.ALL.size();

  private Evaluator() {}

  /**
   * Tallies a model, and beside it predictors that give everybody the same probabilities.
   *
   * @param scored rows with held, acquired and the 24 probability columns
   * @param thresholds of each predictor, the model first
   * @return tallies, the model first
   */
  public static List<Tally> tally(
      Dataset<Row> scored, List<List<Double>> thresholds, List<Baseline> baselines) {
    Column[] columns =
        Stream.concat(
                Stream.of(col(PanelSchema.HELD), col(PanelSchema.ACQUIRED)),
                Product.ALL.stream().map(p -> col(ClassifierColumns.probability(p))))
            .toArray(Column[]::new);
    List<double[]> constants = baselines.stream().map(b -> array(b.probabilities())).toList();
    List<double[]> cuts = thresholds.stream().map(Evaluator::array).toList();
    return scored
        .select(columns)
        .javaRDD()
        .mapPartitions(rows -> List.of(tally(rows, cuts, constants)).iterator())
        .treeReduce(Evaluator::merge);
  }

  /**
   * Tallies predictors that give everybody the same probabilities, without thresholds.
   *
   * @param rows with held and acquired
   * @return tallies in the order of the baselines
   */
  public static List<Tally> tally(Dataset<Row> rows, List<Baseline> baselines) {
    List<double[]> constants = baselines.stream().map(b -> array(b.probabilities())).toList();
    return rows.select(PanelSchema.HELD, PanelSchema.ACQUIRED)
        .javaRDD()
        .mapPartitions(part -> List.of(tally(part, constants)).iterator())
        .treeReduce(Evaluator::merge);
  }

  private static List<Tally> tally(Iterator<Row> rows, List<double[]> constants) {
    double[] noThresholds = array(Tally.noThresholds());
    List<Tally> tallies = constants.stream().map(constant -> new Tally(noThresholds)).toList();
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < constants.size(); i++) {
        tallies.get(i).add(constants.get(i), row.getInt(0), row.getInt(1));
      }
    }
    return tallies;
  }

  /**
   * The probabilities of acquiring, by product, from a row with the 24 probability columns from a
   * position on.
   */
  public static double[] probabilities(Row row, int from) {
    double[] probabilities = new double[PRODUCTS];
    for (int k = 0; k < PRODUCTS; k++) {
      probabilities[k] = row.<Vector>getAs(from + k).apply(1);
    }
    return probabilities;
  }

  private static List<Tally> tally(
      Iterator<Row> rows, List<double[]> thresholds, List<double[]> constants) {
    List<Tally> tallies = new ArrayList<>();
    thresholds.forEach(t -> tallies.add(new Tally(t)));
    while (rows.hasNext()) {
      Row row = rows.next();
      int held = row.getInt(0);
      int acquired = row.getInt(1);
      tallies.get(0).add(probabilities(row, 2), held, acquired);
      for (int i = 0; i < constants.size(); i++) {
        tallies.get(i + 1).add(constants.get(i), held, acquired);
      }
    }
    return tallies;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Tally> merge(List<Tally> a, List<Tally> b) {
    for (int i = 0; i < a.size(); i++) {
      a.get(i).merge(b.get(i));
    }
    return a;
  }
}
