package org.bankrs.schema;

/** Raw rows in the form of the real file, for tests. */
final class RawRows {
  static final RawRow MALAGA =
      split(
          "2015-01-28;1375586;N;ES;H; 35;2015-01-12; 0;      6; 1;;1.0;A;S;N;;KHL;N; 1;29;MALAGA; 1;"
              + "87218.1;02 - PARTICULARES;0;0;1;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0; 0; 0;0");

  static final RawRow WITHOUT_PROFILE =
      split(
          "2015-01-28;1050741;;;; NA;;NA;     NA;NA;;;;;;;;;NA;NA;;NA;;;0;0;1;0;0;0;0;0;0;0;0;0;0;0;0;"
              + "0;0;0;0;0;0;NA;NA;0");

  private RawRows() {}

  /** The row of Malaga with other texts in some columns: name, text, name, text. */
  static RawRow with(String... namesAndTexts) {
    String[] texts = new String[RawSchema.COLUMNS.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = MALAGA.text(i);
    }
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      texts[RawSchema.column(namesAndTexts[i]).orElseThrow().position()] = namesAndTexts[i + 1];
    }
    return position -> texts[position];
  }

  private static RawRow split(String line) {
    String[] texts = line.split(";", -1);
    if (texts.length != RawSchema.COLUMNS.size()) {
      throw new IllegalArgumentException(texts.length + " fields");
    }
    return position -> texts[position];
  }
}
