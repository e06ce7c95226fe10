package org.bankrs.job.panel;

import java.util.ArrayList;
import java.util.List;
import org.bankrs.job.DataRefusedException;
import org.bankrs.job.DataRefusedException.Finding;
import org.bankrs.schema.ColumnKind;
import org.bankrs.schema.RawColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/** Decides from the panel's counts whether the rows may be used. */
final class PanelChecks {
  private PanelChecks() {}

  /**
   * Refuses rows that would spoil a model.
   *
   * @param where the source
   * @param maxUnreadable the share of a profile column's values that may be unreadable; keys and
   *     product flags may never
   * @param minMonths how many months in a row are needed
   */
  static void require(PanelSummary summary, String where, double maxUnreadable, int minMonths) {
    List<Finding> findings = new ArrayList<>();
    if (summary.rows() == 0) {
      throw new DataRefusedException("rows", where, "none", "at least one row");
    }
    summary
        .unreadable()
        .forEach(
            (position, trouble) -> {
              if (position == RowProblems.WHOLE_LINE) {
                findings.add(finding("line", where, trouble, RawSchema.COLUMNS.size() + " fields"));
              } else {
                RawColumn column = RawSchema.COLUMNS.get(position);
                boolean key = isKey(column);
                if (key || trouble.count() > maxUnreadable * summary.rows()) {
                  findings.add(
                      finding(
                          key
                              ? "value"
                              : "too many values (over %s %%)".formatted(maxUnreadable * 100),
                          "column " + column.name(),
                          trouble,
                          column.kind().expected()));
                }
              }
            });
    if (findings.isEmpty()) {
      add(findings, "missing customer's number", where, summary.withoutCustomer(), "a number");
      add(findings, "missing date", where, summary.withoutMonth(), "a date as yyyy-MM-dd");
      add(
          findings,
          "second row of the same customer and month",
          where,
          summary.duplicates(),
          "one row");
    }
    if (findings.isEmpty()) {
      months(summary, where, minMonths, findings);
    }
    if (!findings.isEmpty()) {
      throw new DataRefusedException(findings);
    }
  }

  private static boolean isKey(RawColumn column) {
    return column.kind() == ColumnKind.FLAG
        || column.kind() == ColumnKind.CUSTOMER
        || column.position() == 0;
  }

  private static void months(
      PanelSummary summary, String where, int minMonths, List<Finding> findings) {
    List<SnapshotMonth> months = summary.months();
    for (int i = 1; i < months.size(); i++) {
      if (months.get(i).index() != months.get(i - 1).index() + 1) {
        findings.add(
            new Finding(
                "gap between months",
                where,
                "%s behind %s".formatted(months.get(i), months.get(i - 1)),
                months.get(i - 1).plus(1).toString(),
                0));
      }
    }
    if (findings.isEmpty() && months.size() < minMonths) {
      findings.add(
          new Finding(
              "months",
              where,
              months.size() == 1
                  ? "only " + months.get(0)
                  : "only %s to %s".formatted(months.get(0), months.get(months.size() - 1)),
              "at least %d months in a row".formatted(minMonths),
              0));
    }
  }

  private static void add(
      List<Finding> findings,
      String what,
      String where,
      PanelSummary.Trouble trouble,
      String expected) {
    if (trouble.count() > 0) {
      findings.add(finding(what, where, trouble, expected));
    }
  }

  private static Finding finding(
      String what, String where, PanelSummary.Trouble trouble, String expected) {
    return new Finding(
        what, where, String.join(", ", trouble.examples()), expected, trouble.count());
  }
}
