package org.bankrs.job.cli;

import java.util.List;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluation.ProductMetrics;

/**
 * Metrics as a table for a terminal: overall with one column a predictor, then the model by
 * product.
 */
final class MetricsTable {
  private MetricsTable() {}

  static String of(List<Evaluation> evaluations) {
    StringBuilder table = new StringBuilder();
    Evaluation model = evaluations.get(0);
    table.append(
        "%n%,d customers of the test month, %,d of them acquire something%n%n"
            .formatted(model.customers(), model.buyers()));
    table.append("%-26s".formatted("metric"));
    evaluations.forEach(e -> table.append(" %18s".formatted(e.predictor())));
    table.append("\n");
    for (String name : model.overall().keySet()) {
      table.append("%-26s".formatted(name));
      evaluations.forEach(e -> table.append(" %18s".formatted(number(e.overall().get(name)))));
      table.append("\n");
    }
    table.append(
        "%n%-10s %9s %9s %9s %9s %8s %8s %9s %9s%n"
            .formatted(
                "product",
                "eligible",
                "acquired",
                "rate",
                "mean p",
                "ROC-AUC",
                "PR-AUC",
                "log-loss",
                "threshold"));
    for (ProductMetrics p : model.products()) {
      table.append(
          "%-10s %,9d %,9d %9.5f %9.5f %8s %8s %9.5f %9.4f%n"
              .formatted(
                  p.product().code(),
                  p.pairs(),
                  p.positives(),
                  (double) p.positives() / p.pairs(),
                  p.meanProbability(),
                  number(p.metrics().rocAuc()),
                  number(p.metrics().prAuc()),
                  p.metrics().logLoss(),
                  p.threshold()));
    }
    return table.append("\n").toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : "%.4f".formatted(value);
  }
}
