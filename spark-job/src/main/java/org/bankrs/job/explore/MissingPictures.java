package org.bankrs.job.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bankrs.job.page.Block;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Numbers;
import org.bankrs.job.page.Paragraph;
import org.bankrs.job.page.Picture;
import org.bankrs.job.page.Section;
import org.bankrs.job.panel.PanelSummary;
import org.bankrs.schema.RawColumn;
import org.bankrs.schema.RawSchema;

/** Which raw columns have no usable value, and how often. */
final class MissingPictures {
  private MissingPictures() {}

  /** A raw column with the share of rows without a value. */
  record Missing(String column, double share) {}

  static Section section(PanelSummary summary, Study study) {
    List<Missing> missing = new ArrayList<>();
    for (RawColumn column : RawSchema.COLUMNS) {
      long count = study.missing(column.position());
      if (count > 0) {
        missing.add(new Missing(column.name(), (double) count / summary.rows()));
      }
    }
    missing.sort(Comparator.comparingDouble(Missing::share).reversed());
    Block block =
        missing.isEmpty()
            ? new Paragraph("Every column has a usable value in every row.")
            : new Picture(
                "Share of rows without a usable value, by raw column",
                Charts.lyingBars(
                    "share of rows; empty, impossible or not readable",
                    missing.stream().map(Missing::column).toList(),
                    missing.stream().map(Missing::share).toList(),
                    Numbers::percent),
                sentence(missing));
    return new Section("missing", "Missing values", List.of(block));
  }

  /** Of columns with missing values, the worst first. */
  static String sentence(List<Missing> missing) {
    long most = missing.stream().filter(m -> m.share() > 0.5).count();
    String worst =
        "%s (%s)".formatted(missing.get(0).column(), Numbers.percent(missing.get(0).share()));
    return "%d of %d columns miss values; worst is %s, and %s in more than half of the rows."
        .formatted(
            missing.size(),
            RawSchema.COLUMNS.size(),
            worst,
            most == 0 ? "none does" : most == 1 ? "it alone does" : most + " do");
  }
}
