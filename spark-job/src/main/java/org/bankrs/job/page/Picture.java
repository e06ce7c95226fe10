package org.bankrs.job.page;

/**
 * A picture under a title, with the one sentence that says what it shows.
 *
 * @param title not escaped yet
 * @param drawing what was drawn
 * @param sentence not escaped yet; computed from the drawn numbers
 */
public record Picture(String title, Drawing drawing, String sentence) implements Block {
  @Override
  public String html() {
    return """
    <figure>
    <h3>%s</h3>
    <div class="wide">%s</div>
    <figcaption>%s</figcaption>
    </figure>
    """
        .formatted(Html.escape(title), drawing.html(title), Html.escape(sentence));
  }
}
