package org.bankrs.job.page;

/**
 * A picture in pixels.
 *
 * @param base64 a PNG of twice the size, so that it is sharp on fine screens
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
public record Image(String base64, int width, int height) implements Drawing {
  @Override
  public String html(String title) {
    return "<img src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"%s\"/>"
        .formatted(base64, width, height, Html.escape(title));
  }
}
