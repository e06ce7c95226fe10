package org.bankrs.job.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.schema.Product;
import org.bankrs.schema.SnapshotMonth;

/**
 * A predictor that gives every customer the same probabilities; what a model must beat.
 *
 * @param name its name in tables
 * @param probabilities by product
 */
public record Baseline(String name, List<Double> probabilities) {

  /**
   * The baselines that the months allow.
   *
   * <ul>
   *   <li>constant: each product's acquisitions a non-owner over all training months;
   *   <li>popularity: the same of the newest month whose outcome was known, the validation month;
   *   <li>last year's month: the same of the test month a year earlier; left out where there is no
   *       such month.
   * </ul>
   *
   * @param train the training months
   * @param validation the month before the test month
   * @param test the month that is predicted
   */
  public static List<Baseline> all(
      PanelSummary summary,
      List<SnapshotMonth> train,
      SnapshotMonth validation,
      SnapshotMonth test) {
    List<Baseline> baselines = new ArrayList<>();
    baselines.add(new Baseline("constant", rates(summary, train)));
    baselines.add(new Baseline("popularity", rates(summary, List.of(validation))));
    SnapshotMonth lastYear = test.plus(-12);
    if (summary.month(lastYear).labelled() > 0) {
      baselines.add(new Baseline("last year's month", rates(summary, List.of(lastYear))));
    }
    return baselines;
  }

  private static List<Double> rates(PanelSummary summary, List<SnapshotMonth> months) {
    List<Double> rates = new ArrayList<>();
    for (Product product : Product.ALL) {
      long eligible = summary.eligible(months, product);
      long acquired = summary.acquired(months, product);
      rates.add((acquired + 0.5) / (eligible + 1.0));
    }
    return rates;
  }
}
