package org.bankrs.simulator;

/** The bank's segments of customers. */
enum Segment {
  TOP("01 - TOP"),
  INDIVIDUAL("02 - PARTICULARES"),
  STUDENT("03 - UNIVERSITARIO");

  private final String text;

  Segment(String text) {
    this.text = text;
  }

  /** The text in the raw file. */
  String text() {
    return text;
  }
}
