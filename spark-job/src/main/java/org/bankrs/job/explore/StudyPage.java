package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Page;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Section;
import org.bankrs.job.page.Table;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/** The data study as a page. */
final class StudyPage {
  private StudyPage() {}

  /**
   * Draws everything.
   *
   * @param source where the rows came from
   */
  static Page of(String source, PanelSummary summary, Study study) {
    List<SnapshotMonth> months = summary.months();
    return new Page(
        "Data study",
        "%s rows of %s customers, %s to %s, from %s."
            .formatted(
                Numbers.count(summary.rows()),
                Numbers.count(study.customers()),
                months.get(0),
                months.get(months.size() - 1),
                source),
        List.of(
            overview(source, summary, study),
            SizePictures.section(summary),
            MissingPictures.section(summary, study),
            CustomerPictures.section(study),
            HoldingPictures.section(summary, study),
            AcquisitionPictures.section(summary, study),
            TogetherPictures.section(study),
            DependencePictures.section(study)));
  }

  private static Section overview(String source, PanelSummary summary, Study study) {
    List<SnapshotMonth> months = summary.months();
    long labelled = months.stream().mapToLong(m -> summary.month(m).labelled()).sum();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Source", source));
    rows.add(List.of("Rows", Numbers.count(summary.rows())));
    rows.add(List.of("Customers", Numbers.count(study.customers())));
    rows.add(
        List.of(
            "Months",
            "%d, %s to %s".formatted(months.size(), months.get(0), months.get(months.size() - 1))));
    rows.add(List.of("Rows whose customer has a row in the next month", Numbers.count(labelled)));
    rows.add(List.of("Digest of the cleaned rows", summary.digest()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Table(List.of("What", "Value"), rows, false));
    blocks.add(unreadable(summary.unreadableByColumn()));
    blocks.add(
        new Paragraph(
            "A row is a customer in a month. An acquisition is a product held in a month and not"
                + " in the month before, by a customer with a row in both; a drop is the reverse."
                + " Both are counted in the later of the two months."));
    return new Section("overview", "Overview", blocks);
  }

  private static Block unreadable(Map<String, Long> unreadable) {
    if (unreadable.isEmpty()) {
      return new Paragraph("All values could be read.");
    }
    List<List<String>> rows = new ArrayList<>();
    unreadable.forEach(
        (column, count) ->
            rows.add(
                List.of(
                    column,
                    Numbers.count(count),
                    RawSchema.column(column).map(c -> c.kind().expected()).orElse("-"))));
    return new Table(
        List.of("Column with values that could not be read", "Values", "Expected"), rows, true);
  }
}
