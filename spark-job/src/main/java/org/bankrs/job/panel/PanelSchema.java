package org.bankrs.job.panel;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bankrs.schema.ColumnKind;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.ProfileColumn;

/** The columns of the panel and of the cleaned rows from which it is made. */
public final class PanelSchema {
  /** The customer's number; -1 when it could not be read (such data are refused). */
  public static final String CUSTOMER = "customer";

  /** Index of the snapshot's month. */
  public static final String MONTH = "month";

  /** The products held, as bits. */
  public static final String HELD = "held";

  /** The products acquired by the next month, as bits; 0 where there is no next month. */
  public static final String ACQUIRED = "acquired";

  /** Whether the customer has a row in the next month, so that {@link #ACQUIRED} is known. */
  public static final String LABELLED = "labelled";

  /** What could not be read in the raw row: {@link RowProblems} as text, null for nothing. */
  static final String PROBLEMS = "problems";

  /** Whether the row before is of the same customer and month. */
  static final String DUPLICATE = "duplicate";

  /** A hash of the cleaned row. */
  static final String DIGEST = "digest";

  /**
   * The raw columns without a usable value, as bits by position: empty, impossible or not readable.
   */
  public static final String MISSING = "missing";

  /**
   * The customer's months up to this one, as {@link org.bankrs.schema.History#packed} stores them.
   */
  public static final String HISTORY = "history";

  /** The 48 raw texts, for one customer in {@link #SAMPLED_CUSTOMERS}; null for the others. */
  public static final String RAW = "raw";

  /**
   * One customer in that many keeps the raw texts of all rows, for samples and verification rows.
   */
  static final int SAMPLED_CUSTOMERS = 32;

  static final List<ProfileColumn> NUMBER_COLUMNS = columns(ColumnKind.NUMBER);
  static final List<ProfileColumn> CATEGORY_COLUMNS = columns(ColumnKind.CATEGORY);
  static final int NUMBERS = ProfileColumn.count(ColumnKind.NUMBER);
  static final int CATEGORIES = ProfileColumn.count(ColumnKind.CATEGORY);

  /** Places of the cleaned row's fields. */
  static final int CLEAN_CUSTOMER = 0;

  static final int CLEAN_MONTH = 1;
  static final int CLEAN_JOINED = 2;
  static final int CLEAN_HELD = 3;
  static final int CLEAN_PROBLEMS = 4;
  static final int CLEAN_RAW = 5;
  static final int CLEAN_MISSING = 6;
  static final int CLEAN_NUMBERS = 7;
  static final int CLEAN_CATEGORIES = CLEAN_NUMBERS + NUMBERS;
  static final int CLEAN_FIELDS = CLEAN_CATEGORIES + CATEGORIES;

  /** Places of the panel row's fields; the features follow in their own order. */
  static final int PANEL_CUSTOMER = 0;

  static final int PANEL_MONTH = 1;
  static final int PANEL_HELD = 2;
  static final int PANEL_ACQUIRED = 3;
  static final int PANEL_LABELLED = 4;
  static final int PANEL_PROBLEMS = 5;
  static final int PANEL_DUPLICATE = 6;
  static final int PANEL_DIGEST = 7;
  static final int PANEL_RAW = 8;
  static final int PANEL_MISSING = 9;
  static final int PANEL_HISTORY = 10;
  static final int PANEL_FEATURES = 11;

  private static final DataType RAW_TYPE = DataTypes.createArrayType(DataTypes.StringType, false);

  private PanelSchema() {}

  /** Cleaned rows, one a customer and month, before grouping. */
  static StructType cleaned() {
    StructType type =
        new StructType()
            .add(CUSTOMER, DataTypes.LongType, false)
            .add(MONTH, DataTypes.IntegerType, false)
            .add("joined", DataTypes.IntegerType, false)
            .add(HELD, DataTypes.IntegerType, false)
            .add(PROBLEMS, DataTypes.StringType, true)
            .add(RAW, RAW_TYPE, true)
            .add(MISSING, DataTypes.LongType, false);
    for (ProfileColumn column : NUMBER_COLUMNS) {
      type = type.add(column.column(), DataTypes.DoubleType, false);
    }
    for (ProfileColumn column : CATEGORY_COLUMNS) {
      type = type.add(column.column(), DataTypes.StringType, false);
    }
    return type;
  }

  /**
   * The panel: keys, labels, bookkeeping, and the features as the pipeline takes them (null for
   * missing).
   */
  static StructType panel() {
    StructType type =
        new StructType()
            .add(CUSTOMER, DataTypes.LongType, false)
            .add(MONTH, DataTypes.IntegerType, false)
            .add(HELD, DataTypes.IntegerType, false)
            .add(ACQUIRED, DataTypes.IntegerType, false)
            .add(LABELLED, DataTypes.BooleanType, false)
            .add(PROBLEMS, DataTypes.StringType, true)
            .add(DUPLICATE, DataTypes.BooleanType, false)
            .add(DIGEST, DataTypes.LongType, false)
            .add(RAW, RAW_TYPE, true)
            .add(MISSING, DataTypes.LongType, false)
            .add(HISTORY, DataTypes.createArrayType(DataTypes.IntegerType, false), false);
    for (Feature feature : Features.ALL) {
      type =
          switch (feature.kind()) {
            case NUMBER -> type.add(feature.name(), DataTypes.DoubleType, true);
            case FLAG -> type.add(feature.name(), DataTypes.DoubleType, false);
            case CATEGORY -> type.add(feature.name(), DataTypes.StringType, true);
          };
    }
    return type;
  }

  private static List<ProfileColumn> columns(ColumnKind kind) {
    return List.of(ProfileColumn.values()).stream().filter(c -> c.kind() == kind).toList();
  }
}
