package org.bankrs.job.page;

import java.util.List;

/**
 * A page that needs nothing but itself: style and pictures are inside, there is no script.
 *
 * @param title heading and title, not escaped yet
 * @param summary the first paragraph, not escaped yet
 * @param sections from top to bottom
 */
public record Page(String title, String summary, List<Section> sections) {
  private static final String STYLE =
      """
      body { max-width: 66rem; margin: 0 auto; padding: 1rem; background: #fff; color: #1a1a1a;
        font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
      h1 { font-size: 1.7rem; line-height: 1.2; margin: 0.5rem 0; }
      h2 { font-size: 1.3rem; margin: 2.5rem 0 0.5rem; padding-bottom: 0.2rem;
        border-bottom: 2px solid #1f5fa8; }
      h3 { font-size: 1rem; margin: 0 0 0.3rem; }
      a { color: #1f5fa8; }
      nav ul { padding-left: 1.2rem; columns: 16rem; }
      figure { margin: 1.5rem 0; padding: 0; }
      figcaption { margin-top: 0.3rem; }
      img { display: block; min-width: 36rem; max-width: 100%; height: auto; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; margin: 0.8rem 0; font-size: 0.9rem; }
      th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid #ddd; text-align: left;
        vertical-align: top; }
      thead th { border-bottom: 2px solid #888; vertical-align: bottom; }
      tbody th { font-weight: 600; white-space: nowrap; }
      tbody tr:hover { background: #f3f6fa; }
      table.numbers td, table.numbers thead th:not(:first-child) { text-align: right;
        font-variant-numeric: tabular-nums; }
      table.numbers td { white-space: nowrap; }
      table.heat { font-size: 0.72rem; }
      table.heat caption { caption-side: bottom; padding-top: 0.3rem; font-weight: 600; }
      table.heat td, table.heat th { padding: 0.12rem 0.25rem; text-align: center;
        border: 1px solid #eee; white-space: nowrap; font-variant-numeric: tabular-nums; }
      table.heat tbody th { text-align: right; }
      table.heat thead span { writing-mode: vertical-rl; transform: rotate(180deg); }
      @media print { figure, tr { break-inside: avoid; } }
      """;

  /** Copies the sections. */
  public Page {
    sections = List.copyOf(sections);
  }

  /** The page as one text: HTML that is well-formed XML too. */
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <header>
        <h1>%s</h1>
        <p>%s</p>
        </header>
        """
            .formatted(Html.escape(title), STYLE, Html.escape(title), Html.escape(summary)));
    html.append("<nav aria-label=\"Contents\"><ul>\n");
    for (Section section : sections) {
      html.append(
          "<li><a href=\"#%s\">%s</a></li>\n"
              .formatted(section.id(), Html.escape(section.title())));
    }
    html.append("</ul></nav>\n<main>\n");
    for (Section section : sections) {
      html.append(
          "<section id=\"%s\">\n<h2>%s</h2>\n"
              .formatted(section.id(), Html.escape(section.title())));
      section.blocks().forEach(block -> html.append(block.html()));
      html.append("</section>\n");
    }
    return html.append("</main>\n</body>\n</html>\n").toString();
  }
}
