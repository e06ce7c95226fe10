package org.bankrs.job.cli;

import java.util.List;
import java.util.function.ToDoubleFunction;
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
    row(table, evaluations, "ROC-AUC (micro)", e -> e.micro().rocAuc());
    row(table, evaluations, "ROC-AUC (macro)", e -> e.macro().rocAuc());
    row(table, evaluations, "PR-AUC (micro)", e -> e.micro().prAuc());
    row(table, evaluations, "PR-AUC (macro)", e -> e.macro().prAuc());
    row(table, evaluations, "MAP@7", Evaluation::mapAt7);
    row(table, evaluations, "hit rate at 5", Evaluation::hitRateAt5);
    row(table, evaluations, "hit rate at 5, of buyers", Evaluation::hitRateAt5OfBuyers);
    row(table, evaluations, "log-loss", e -> e.micro().logLoss());
    row(table, evaluations, "Brier score", e -> e.micro().brier());
    row(table, evaluations, "calibration error", e -> e.micro().calibrationError());
    row(table, evaluations, "precision (micro)", e -> e.micro().precision());
    row(table, evaluations, "recall (micro)", e -> e.micro().recall());
    row(table, evaluations, "F1 (micro)", e -> e.micro().f1());
    row(table, evaluations, "F1 (macro)", e -> e.macro().f1());
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

  private static void row(
      StringBuilder table,
      List<Evaluation> evaluations,
      String name,
      ToDoubleFunction<Evaluation> metric) {
    table.append("%-26s".formatted(name));
    evaluations.forEach(e -> table.append(" %18s".formatted(number(metric.applyAsDouble(e)))));
    table.append("\n");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : "%.4f".formatted(value);
  }
}
