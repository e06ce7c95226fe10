package org.bankrs.job.page;

/** A part of a section. Immutable. */
public sealed interface Block permits Paragraph, Items, Table, Picture {
  /** The block as HTML, its text escaped. */
  String html();
}
