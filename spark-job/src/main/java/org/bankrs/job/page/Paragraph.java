package org.bankrs.job.page;

/**
 * Plain text.
 *
 * @param text not escaped yet
 */
public record Paragraph(String text) implements Block {
  @Override
  public String html() {
    return "<p>" + Html.escape(text) + "</p>\n";
  }
}
