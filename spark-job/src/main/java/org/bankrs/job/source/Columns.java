package org.bankrs.job.source;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.job.DataRefusedException;
import org.bankrs.job.DataRefusedException.Finding;
import org.bankrs.schema.RawSchema;

/** Compares the columns that a source has with the 48 of the bank. */
final class Columns {
  private Columns() {}

  /** Refuses missing and additional columns; any order is taken, since columns are read by name. */
  static void requireNames(String where, List<String> found) {
    List<Finding> findings = new ArrayList<>();
    for (String name : RawSchema.NAMES) {
      if (!found.contains(name)) {
        findings.add(new Finding("missing column", where, "no " + name, name, 0));
      }
    }
    for (String name : found) {
      if (!RawSchema.NAMES.contains(name)) {
        findings.add(new Finding("unknown column", where, name, "only the 48 of the bank", 0));
      }
    }
    if (!findings.isEmpty()) {
      throw new DataRefusedException(findings);
    }
  }

  /** Refuses any difference, order included: a CSV file is read by position. */
  static void requireOrder(String where, List<String> found) {
    requireNames(where, found);
    for (int i = 0; i < RawSchema.NAMES.size(); i++) {
      if (!found.get(i).equals(RawSchema.NAMES.get(i))) {
        throw new DataRefusedException(
            "column order",
            where,
            "%s as column %d".formatted(found.get(i), i + 1),
            RawSchema.NAMES.get(i));
      }
    }
    if (found.size() != RawSchema.NAMES.size()) {
      throw new DataRefusedException(
          "repeated columns",
          where,
          found.size() + " columns",
          RawSchema.NAMES.size() + " columns");
    }
  }
}
