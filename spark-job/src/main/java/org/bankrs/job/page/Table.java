package org.bankrs.job.page;

import java.util.List;

/**
 * A table whose first column names the rows; all others are numbers, aligned to the right, unless
 * said otherwise.
 *
 * @param header names of the columns
 * @param rows cells of each row, as many as the header has, not escaped yet
 * @param numbers whether the columns behind the first hold numbers
 */
public record Table(List<String> header, List<List<String>> rows, boolean numbers)
    implements Block {

  /** Refuses rows of another length than the header. */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells under %d columns: %s".formatted(row.size(), header.size(), row));
      }
    }
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"wide\"><table")
        .append(numbers ? " class=\"numbers\"" : "")
        .append(">\n<thead><tr>");
    header.forEach(
        cell -> html.append("<th scope=\"col\">").append(Html.escape(cell)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(row.get(0))).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> html.append("<td>").append(Html.escape(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }
}
