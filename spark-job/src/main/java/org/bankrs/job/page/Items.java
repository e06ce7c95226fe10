package org.bankrs.job.page;

import java.util.List;

/**
 * A list of short texts.
 *
 * @param texts not escaped yet
 */
public record Items(List<String> texts) implements Block {
  /** Copies the texts. */
  public Items {
    texts = List.copyOf(texts);
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<ul>\n");
    texts.forEach(text -> html.append("<li>").append(Html.escape(text)).append("</li>\n"));
    return html.append("</ul>\n").toString();
  }
}
