package org.bankrs.job.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Evaluation.ProductMetrics;
import org.bankrs.job.page.Numbers;
import org.bankrs.schema.Product;

/** What in the data or the results asks for care, computed. */
final class Warnings {
  /** With fewer acquisitions in the test month a product's metrics are mostly chance. */
  private static final int FEW = 30;

  private static final Set<String> LESS_IS_BETTER =
      Set.of("log-loss", "Brier score", "calibration error");

  private Warnings() {}

  static List<String> of(ModelCard card) {
    List<String> warnings = new ArrayList<>();
    if (!card.constant().isEmpty()) {
      warnings.add(
          "%d products had fewer than %d acquisitions in the training months and keep their base rate: %s."
              .formatted(
                  card.constant().size(), card.trainer().minPositives(), names(card.constant())));
    }
    for (Map.Entry<String, Long> column : card.unreadable().entrySet()) {
      warnings.add(
          "Column %s: %s values could not be read (%s of the rows) and count as missing."
              .formatted(
                  column.getKey(),
                  Numbers.count(column.getValue()),
                  Numbers.percent((double) column.getValue() / card.rows().source())));
    }
    List<Product> few =
        card.model().products().stream()
            .filter(p -> p.positives() < FEW)
            .map(ProductMetrics::product)
            .toList();
    if (!few.isEmpty()) {
      warnings.add(
          "%d products were acquired by fewer than %d customers of the test month; their metrics are mostly chance: %s."
              .formatted(few.size(), FEW, names(few)));
    }
    for (Evaluation baseline : card.baselines()) {
      List<String> better = better(baseline, card.model());
      if (!better.isEmpty()) {
        warnings.add(
            "The baseline \"%s\" beats the model in: %s."
                .formatted(baseline.predictor(), String.join("; ", better)));
      }
    }
    if (card.baselines().stream().noneMatch(b -> b.predictor().startsWith("last year"))) {
      warnings.add("There is no month a year before the test month to compare with.");
    }
    return warnings.isEmpty() ? List.of("None.") : warnings;
  }

  private static List<String> better(Evaluation baseline, Evaluation model) {
    List<String> better = new ArrayList<>();
    model
        .overall()
        .forEach(
            (name, value) -> {
              double other = baseline.overall().getOrDefault(name, Double.NaN);
              if (LESS_IS_BETTER.contains(name) ? other < value : other > value) {
                better.add(name);
              }
            });
    return better;
  }

  private static String names(Iterable<Product> products) {
    List<String> codes = new ArrayList<>();
    products.forEach(p -> codes.add(p.code()));
    return String.join(", ", codes);
  }
}
