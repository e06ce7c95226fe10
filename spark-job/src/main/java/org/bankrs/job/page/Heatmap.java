package org.bankrs.job.page;

import java.util.List;

/**
 * Numbers in coloured cells.
 *
 * @param meaning what the numbers are, not escaped yet
 * @param columns labels from left to right
 * @param rows labels from top to bottom
 * @param values by row, then column; NaN leaves the cell empty
 * @param most the value of the strongest colour; larger values have it too
 * @param digits behind the point
 */
public record Heatmap(
    String meaning,
    List<String> columns,
    List<String> rows,
    List<List<Double>> values,
    double most,
    int digits)
    implements Drawing {
  private static final int[] WEAKEST = {0xff, 0xff, 0xff};
  private static final int[] STRONGEST = {0x6b, 0xa3, 0xd6};

  /** Refuses values that do not fill the cells. */
  public Heatmap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = values.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (values.size() != rows.size() || values.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException(
          "values do not fill %d rows of %d columns".formatted(rows.size(), width));
    }
  }

  @Override
  public String html(String title) {
    StringBuilder html = new StringBuilder();
    html.append("<table class=\"heat\"><caption>")
        .append(Html.escape(meaning))
        .append("</caption>\n<thead><tr><td></td>");
    columns.forEach(
        label ->
            html.append("<th scope=\"col\"><span>")
                .append(Html.escape(label))
                .append("</span></th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (int r = 0; r < rows.size(); r++) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(rows.get(r))).append("</th>");
      values.get(r).forEach(value -> html.append(cell(value)));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>").toString();
  }

  private String cell(double value) {
    if (!Double.isFinite(value)) {
      return "<td></td>";
    }
    double strength = Math.max(0, Math.min(1, value / most));
    int color = 0;
    for (int i = 0; i < WEAKEST.length; i++) {
      color = color << 8 | (int) Math.round(WEAKEST[i] + strength * (STRONGEST[i] - WEAKEST[i]));
    }
    return "<td style=\"background:#%06x\">%s</td>"
        .formatted(color, Numbers.decimal(value, digits));
  }
}
