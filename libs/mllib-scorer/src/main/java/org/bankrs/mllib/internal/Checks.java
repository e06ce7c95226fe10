package org.bankrs.mllib.internal;

import java.util.List;
import org.bankrs.mllib.ModelFormatException;

/** Checks that several stages share. */
final class Checks {

  private Checks() {}

  static void sameSize(
      String where, String what, List<?> values, String otherWhat, List<?> otherValues) {
    if (values.size() != otherValues.size()) {
      throw new ModelFormatException(
          "%s: %d %s but %d %s; expected as many"
              .formatted(where, values.size(), what, otherValues.size(), otherWhat));
    }
  }
}
