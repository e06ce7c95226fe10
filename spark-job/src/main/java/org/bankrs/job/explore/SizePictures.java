package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Picture;
import org.bankrs.job.page.Section;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.schema.SnapshotMonth;

/** How many customers each month has, who appears and who leaves. */
final class SizePictures {
  private SizePictures() {}

  static Section section(PanelSummary summary) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(rows(summary));
    if (summary.months().size() > 1) {
      blocks.add(changes(summary));
    } else {
      blocks.add(new Paragraph("Who joins and who leaves is seen from two months on."));
    }
    return new Section("sizes", "Sizes by month", blocks);
  }

  private static Picture rows(PanelSummary summary) {
    List<SnapshotMonth> months = summary.months();
    List<Double> rows = months.stream().map(m -> (double) summary.month(m).rows()).toList();
    return new Picture(
        "Rows by month",
        Charts.bars("month", "rows", labels(months), List.of(new Charts.Bars("rows", rows))),
        rowsSentence(months, rows));
  }

  static String rowsSentence(List<SnapshotMonth> months, List<Double> rows) {
    int last = months.size() - 1;
    if (last == 0) {
      return "%s has %s rows.".formatted(months.get(0), Numbers.count(rows.get(0)));
    }
    int step = 1;
    for (int i = 2; i <= last; i++) {
      double change = Math.abs(rows.get(i) - rows.get(i - 1));
      step = change > Math.abs(rows.get(step) - rows.get(step - 1)) ? i : step;
    }
    double change = rows.get(step) - rows.get(step - 1);
    return "From %s to %s the rows go from %s to %s; the largest step is that of %s, %s %s."
        .formatted(
            months.get(0),
            months.get(last),
            Numbers.count(rows.get(0)),
            Numbers.count(rows.get(last)),
            months.get(step),
            Numbers.count(Math.abs(change)),
            change < 0 ? "fewer" : "more");
  }

  private static Picture changes(PanelSummary summary) {
    List<SnapshotMonth> months = summary.months();
    List<SnapshotMonth> later = months.subList(1, months.size());
    List<Double> joiners = new ArrayList<>();
    List<Double> leavers = new ArrayList<>();
    for (SnapshotMonth month : later) {
      long stayed = summary.month(month.plus(-1)).labelled();
      joiners.add((double) (summary.month(month).rows() - stayed));
      leavers.add((double) (summary.month(month.plus(-1)).rows() - stayed));
    }
    return new Picture(
        "Customers who appear and who leave",
        Charts.bars(
            "month",
            "customers",
            labels(later),
            List.of(
                new Charts.Bars("appear: no row the month before", joiners),
                new Charts.Bars("leave: a row the month before only", leavers))),
        changesSentence(later, joiners, leavers));
  }

  static String changesSentence(
      List<SnapshotMonth> months, List<Double> joiners, List<Double> leavers) {
    Peak peak = Peak.of(joiners);
    double joined = joiners.stream().mapToDouble(Double::doubleValue).sum();
    double left = leavers.stream().mapToDouble(Double::doubleValue).sum();
    if (joined == 0) {
      return "Nobody appears; %s customers leave.".formatted(Numbers.count(left));
    }
    String compared =
        Double.isNaN(peak.ratio())
            ? ""
            : ", %s the median month".formatted(Numbers.times(peak.ratio()));
    return "Most customers appear in %s: %s%s; over all months %s leave for 100 who appear."
        .formatted(
            months.get(peak.index()),
            Numbers.count(peak.value()),
            compared,
            Numbers.decimal(left / joined * 100, 1));
  }

  /** Months as labels. */
  static List<String> labels(List<SnapshotMonth> months) {
    return months.stream().map(SnapshotMonth::toString).toList();
  }
}
