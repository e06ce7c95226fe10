package org.bankrs.job.drift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.drift.DriftReport;
import org.bankrs.drift.StabilityIndex;
import org.bankrs.schema.SnapshotMonth;

/**
 * A drift report as JSON and as a table for a terminal.
 *
 * @param bundle version of the bundle whose reference was taken
 * @param month the month that was compared
 * @param rows its rows
 * @param alarms features and products above their limit
 * @param features by name
 * @param scores by product code
 */
public record DriftDocument(
    String bundle,
    String month,
    long rows,
    List<String> alarms,
    Map<String, FeatureLine> features,
    Map<String, ScoreLine> scores) {

  /** A feature: index (less what chance gives), as defined, shares of rows. */
  public record FeatureLine(
      double index, double raw, double missing, double missingBefore, double unseen) {}

  /** A product: index, as defined, rows of customers without it, mean probabilities. */
  public record ScoreLine(double index, double raw, long rows, double mean, double meanBefore) {}

  /** Takes a report apart. */
  public static DriftDocument of(String bundle, SnapshotMonth month, DriftReport report) {
    Map<String, FeatureLine> features = new LinkedHashMap<>();
    report
        .features()
        .forEach(
            f ->
                features.put(
                    f.name(),
                    new FeatureLine(
                        f.index().value(),
                        f.index().raw(),
                        f.missing(),
                        f.missingBefore(),
                        f.unseen())));
    Map<String, ScoreLine> scores = new LinkedHashMap<>();
    report
        .scores()
        .forEach(
            s -> {
              StabilityIndex index = s.index();
              scores.put(
                  s.product().code(),
                  new ScoreLine(
                      index.value(), index.raw(), index.rows(), s.mean(), s.meanBefore()));
            });
    return new DriftDocument(
        bundle, month.toString(), report.rows(), report.alarms(), features, scores);
  }

  /** The table. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            "%n%,d rows of %s beside the training of %s%n%n%-24s %8s %9s %9s %9s%n"
                .formatted(rows, month, bundle, "feature", "PSI", "missing", "before", "unseen"));
    features.forEach(
        (name, f) ->
            text.append(
                "%-24s %8.4f %9.4f %9.4f %9.4f%s%n"
                    .formatted(
                        name, f.index(), f.missing(), f.missingBefore(), f.unseen(), mark(name))));
    text.append("%n%-24s %8s %9s %9s %9s%n".formatted("score of", "PSI", "mean", "before", "rows"));
    scores.forEach(
        (code, s) ->
            text.append(
                "%-24s %8.4f %9.5f %9.5f %,9d%s%n"
                    .formatted(code, s.index(), s.mean(), s.meanBefore(), s.rows(), mark(code))));
    return text.append(
            "%nalarms: %s%n".formatted(alarms.isEmpty() ? "none" : String.join(", ", alarms)))
        .toString();
  }

  private String mark(String name) {
    return alarms.contains(name) ? "  ALARM" : "";
  }
}
