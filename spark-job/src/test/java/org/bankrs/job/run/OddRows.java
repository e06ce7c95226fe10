package org.bankrs.job.run;

import java.util.Arrays;
import java.util.Random;
import org.bankrs.schema.ColumnKind;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;

/** Spoils raw rows in every way that the cleaning lets pass. */
final class OddRows {
  private static final String[] NOTHING = {"", " ", "NA", "NaN", "null"};
  private static final String[] NUMBERS = {
    "-999999",
    "-0.01",
    "0",
    "-0",
    "1",
    " 55 ",
    "1000.5",
    "1e-300",
    "1e300",
    "1.7976931348623157e308",
    "-1e300",
    "12345678901234567890",
    "119.99999999999999",
    "120",
    "121",
    "Infinity",
    "abc",
    "0x1p3"
  };
  private static final String[] CATEGORIES = {
    "unseen",
    "1.0",
    "007",
    "-1.0",
    "N",
    "V",
    "ES",
    "KHE",
    "Ñandú",
    "99",
    "02 - PARTICULARES",
    "\"",
    "\uFFFD"
  };
  private static final String[] DATES = {
    "2015-02-30", "2099-12-31", "0001-01-01", "2016-02-29", "1995-01-16 00:00:00", "yesterday"
  };
  private static final String[] FLAGS = {"1", "0", "1.0", "0.0", "true", "2"};

  /** Columns that lack together: all but the keys, one half, numbers, categories, products. */
  private static final int BLOCKS = 6;

  private final Random random;

  OddRows(long seed) {
    random = new Random(seed);
  }

  /** Spoils three rows in five; the number of the customer stays. */
  void spoil(String[] texts) {
    String customer = texts[ProfileColumn.CUSTOMER.ordinal()];
    switch (random.nextInt(5)) {
      case 0 -> spoilSome(texts, 0.1);
      case 1 -> spoilSome(texts, 0.6);
      case 2 -> blank(texts, random.nextInt(BLOCKS));
      default -> {}
    }
    texts[ProfileColumn.CUSTOMER.ordinal()] = customer;
  }

  private void spoilSome(String[] texts, double share) {
    for (int column = 0; column < texts.length; column++) {
      if (random.nextDouble() < share) {
        texts[column] = random.nextInt(4) == 0 ? any(NOTHING) : odd(kind(column));
      }
    }
  }

  private String odd(ColumnKind kind) {
    return switch (kind) {
      case NUMBER -> any(NUMBERS);
      case CATEGORY -> any(CATEGORIES);
      case DATE -> any(DATES);
      case FLAG -> any(FLAGS);
      case CUSTOMER -> "";
    };
  }

  private void blank(String[] texts, int block) {
    if (block == 0) {
      Arrays.fill(texts, any(NOTHING));
      return;
    }
    for (int column = 0; column < texts.length; column++) {
      boolean inBlock =
          switch (block) {
            case 1 -> column < texts.length / 2;
            case 2 -> column >= texts.length / 2;
            case 3 -> kind(column) == ColumnKind.NUMBER;
            case 4 -> kind(column) == ColumnKind.CATEGORY;
            default -> kind(column) == ColumnKind.DATE;
          };
      if (inBlock) {
        texts[column] = any(NOTHING);
      }
    }
  }

  private static ColumnKind kind(int column) {
    return RawSchema.COLUMNS.get(column).kind();
  }

  private String any(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
