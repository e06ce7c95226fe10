package org.bankrs.job.page;

import java.util.List;

/**
 * A part of a page with an entry in its table of contents.
 *
 * @param id unique in the page; letters and hyphens
 * @param title not escaped yet
 * @param blocks from top to bottom
 */
public record Section(String id, String title, List<Block> blocks) {
  /** Refuses an id that could not stand in an address. */
  public Section {
    if (!id.matches("[a-z-]+")) {
      throw new IllegalArgumentException("section id \"" + id + "\": letters and hyphens only");
    }
    blocks = List.copyOf(blocks);
  }
}
