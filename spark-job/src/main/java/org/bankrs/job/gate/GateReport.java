package org.bankrs.job.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bankrs.job.page.Items;
import org.bankrs.job.page.Page;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Section;
import org.bankrs.job.page.Table;

/**
 * What the gate found; written as JSON, text and a page.
 *
 * @param model name of the registered model
 * @param challenger version and bundle of the challenger
 * @param champion version and bundle of the champion, {@code none} for none
 * @param month the month of the comparison, empty when it did not come to one
 * @param decidedAt an instant in ISO 8601
 * @param passed whether the challenger may become champion
 * @param criteria everything that was checked, in order
 * @param rules what was demanded
 * @param metrics on the month by predictor and name, the challenger first
 */
public record GateReport(
    String model,
    String challenger,
    String champion,
    String month,
    String decidedAt,
    boolean passed,
    List<Criterion> criteria,
    GateRules rules,
    Map<String, Map<String, Double>> metrics) {

  static GateReport of(
      String model,
      String challenger,
      String champion,
      String month,
      List<Criterion> criteria,
      GateRules rules,
      Map<String, Map<String, Double>> metrics) {
    return new GateReport(
        model,
        challenger,
        champion,
        month,
        Instant.now().toString(),
        criteria.stream().allMatch(Criterion::passed),
        List.copyOf(criteria),
        rules,
        metrics);
  }

  /** The criteria that failed. */
  public List<Criterion> failed() {
    return criteria.stream().filter(c -> !c.passed()).toList();
  }

  /** A table for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder("\n" + headline() + "\n\n");
    for (Criterion criterion : criteria) {
      text.append(
          "%-4s %-52s %12s  %-18s %s%n"
              .formatted(
                  criterion.passed() ? "ok" : "FAIL",
                  criterion.name(),
                  Criterion.number(criterion.value()),
                  criterion.expectation(),
                  criterion.note()));
    }
    return text.append("\n").toString();
  }

  /** The page as HTML. */
  public String html() {
    List<List<String>> rows = new ArrayList<>();
    for (Criterion c : criteria) {
      rows.add(
          List.of(
              c.name(),
              c.passed() ? "passed" : "FAILED",
              Criterion.number(c.value()),
              c.expectation(),
              c.note()));
    }
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "decision",
            "Decision",
            failed().isEmpty()
                ? List.of(new Paragraph("Every criterion was met."))
                : List.of(
                    new Paragraph("The challenger was refused because of:"),
                    new Items(failed().stream().map(Criterion::toString).toList()))));
    sections.add(
        new Section(
            "criteria",
            "Criteria",
            List.of(
                new Table(List.of("Criterion", "Result", "Value", "Bound", "Note"), rows, false))));
    if (!metrics.isEmpty()) {
      sections.add(new Section("metrics", "Metrics", List.of(metricsTable())));
    }
    return new Page("Gate of " + model, headline(), sections).html();
  }

  private String headline() {
    return "%s: challenger %s, champion %s%s"
        .formatted(
            passed ? "passed" : "refused",
            challenger,
            champion,
            month.isEmpty() ? "" : ", on " + month);
  }

  private Table metricsTable() {
    List<String> predictors = List.copyOf(metrics.keySet());
    List<String> header = new ArrayList<>(List.of("Metric"));
    header.addAll(predictors);
    List<List<String>> rows = new ArrayList<>();
    for (String name : metrics.get(predictors.get(0)).keySet()) {
      List<String> row = new ArrayList<>(List.of(name));
      predictors.forEach(
          p -> row.add(Criterion.number(metrics.get(p).getOrDefault(name, Double.NaN))));
      rows.add(row);
    }
    return new Table(header, rows, true);
  }
}
