package org.bankrs.job.panel;

import java.util.Arrays;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawRow;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;
import org.bankrs.schema.SnapshotMonth;

/** Raw texts to a cleaned row, by the rules of {@link RowCleaner}. */
final class CleanRow implements MapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int MALFORMED = RawSchema.COLUMNS.size();

  @Override
  public Row call(Row raw) {
    RawRow texts = position -> raw.isNullAt(position) ? "" : raw.getString(position);
    RowProblems problems = new RowProblems();
    if (!raw.isNullAt(MALFORMED)) {
      problems.addLine(raw.getString(MALFORMED));
    }
    CustomerMonth month = RowCleaner.clean(texts, problems::add);
    Object[] fields = new Object[PanelSchema.CLEAN_FIELDS];
    long customer = month.customer().orElse(CustomerMonth.NO_CUSTOMER);
    fields[PanelSchema.CLEAN_CUSTOMER] = customer;
    fields[PanelSchema.CLEAN_MONTH] =
        month.month().map(SnapshotMonth::index).orElse(CustomerMonth.NO_DATE);
    fields[PanelSchema.CLEAN_JOINED] = month.joined().orElse(CustomerMonth.NO_DATE);
    fields[PanelSchema.CLEAN_HELD] = month.held().bits();
    fields[PanelSchema.CLEAN_PROBLEMS] = problems.isEmpty() ? null : problems.pack();
    fields[PanelSchema.CLEAN_RAW] = isSampled(customer) ? rawTexts(texts) : null;
    fields[PanelSchema.CLEAN_MISSING] = MissingColumns.of(texts, month);
    int number = PanelSchema.CLEAN_NUMBERS;
    for (ProfileColumn column : PanelSchema.NUMBER_COLUMNS) {
      fields[number++] = month.number(column);
    }
    int category = PanelSchema.CLEAN_CATEGORIES;
    for (ProfileColumn column : PanelSchema.CATEGORY_COLUMNS) {
      fields[category++] = month.category(column);
    }
    return RowFactory.create(fields);
  }

  private static boolean isSampled(long customer) {
    return Digest.mix(customer) % PanelSchema.SAMPLED_CUSTOMERS == 0;
  }

  private static String[] rawTexts(RawRow texts) {
    String[] raw = new String[RawSchema.COLUMNS.size()];
    Arrays.setAll(raw, texts::text);
    return raw;
  }
}
