package org.bankrs.job.explore;

import static org.apache.spark.sql.functions.col;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.schema.Features;
import org.bankrs.schema.ProfileColumn;

/**
 * What the study takes from a row of the panel. Numbers are NaN and texts empty when missing.
 *
 * @param held products held, as bits
 * @param acquired products acquired by the next month, as bits
 * @param labelled whether there is a next month
 * @param missing raw columns without a usable value, as bits by position
 * @param age in years
 * @param seniority in months, as the bank gives it
 * @param income a year
 * @param tenure months since the first contract
 */
record StudyRow(
    long customer,
    int month,
    int held,
    int acquired,
    boolean labelled,
    long missing,
    double age,
    double seniority,
    double income,
    double tenure,
    String channel,
    String province,
    String segment,
    String active,
    Optional<String> provinceName) {

  /** The columns in the order in which {@link #of} expects them. */
  static Column[] columns() {
    return new Column[] {
      col(PanelSchema.CUSTOMER),
      col(PanelSchema.MONTH),
      col(PanelSchema.HELD),
      col(PanelSchema.ACQUIRED),
      col(PanelSchema.LABELLED),
      col(PanelSchema.MISSING),
      col(ProfileColumn.AGE.column()),
      col(ProfileColumn.SENIORITY.column()),
      col(ProfileColumn.INCOME.column()),
      col(Features.MONTHS_SINCE_JOINING),
      col(ProfileColumn.CHANNEL.column()),
      col(ProfileColumn.PROVINCE.column()),
      col(ProfileColumn.SEGMENT.column()),
      col(ProfileColumn.ACTIVE.column()),
      // The panel has the province's code in all rows, its name only among the sampled raw texts.
      col(PanelSchema.RAW).getItem(ProfileColumn.PROVINCE_NAME.ordinal())
    };
  }

  /** Reads a row with {@link #columns}. */
  static StudyRow of(Row row) {
    return new StudyRow(
        row.getLong(0),
        row.getInt(1),
        row.getInt(2),
        row.getInt(3),
        row.getBoolean(4),
        row.getLong(5),
        number(row, 6),
        number(row, 7),
        number(row, 8),
        number(row, 9),
        text(row, 10),
        text(row, 11),
        text(row, 12),
        text(row, 13),
        Optional.of(text(row, 14).strip()).filter(name -> !name.isEmpty()));
  }

  private static double number(Row row, int i) {
    return row.isNullAt(i) ? Double.NaN : row.getDouble(i);
  }

  private static String text(Row row, int i) {
    return row.isNullAt(i) ? "" : row.getString(i);
  }
}
