package org.bankrs.job.page;

/** What a picture shows. Immutable. */
public sealed interface Drawing permits Image, Heatmap {
  /**
   * The drawing as HTML.
   *
   * @param title what a reader who cannot see it is told, not escaped yet
   */
  String html(String title);
}
