package org.bankrs.schema;

/**
 * One of the 24 raw columns that describe the customer, in the order of the raw file; the ordinal
 * is the position.
 *
 * <p>{@link #slot} numbers the columns of one kind, so that {@link CustomerMonth} can keep each
 * kind in a flat array.
 */
public enum ProfileColumn {
  SNAPSHOT("fecha_dato", ColumnKind.DATE, "Date of the monthly snapshot"),
  CUSTOMER("ncodpers", ColumnKind.CUSTOMER, "Number of the customer"),
  EMPLOYEE(
      "ind_empleado",
      ColumnKind.CATEGORY,
      "Employee: A active, B former, F subsidiary, N no, S spouse"),
  COUNTRY("pais_residencia", ColumnKind.CATEGORY, "Country of residence"),
  SEX("sexo", ColumnKind.CATEGORY, "Sex: H or V"),
  AGE("age", ColumnKind.NUMBER, "Age in years"),
  JOINED("fecha_alta", ColumnKind.DATE, "Date of the first contract"),
  NEW_CUSTOMER("ind_nuevo", ColumnKind.CATEGORY, "1 for a customer of the last six months"),
  SENIORITY("antiguedad", ColumnKind.NUMBER, "Seniority in months"),
  RELATION("indrel", ColumnKind.CATEGORY, "1 primary customer, 99 primary no more at month's end"),
  LAST_PRIMARY("ult_fec_cli_1t", ColumnKind.DATE, "Last date as a primary customer"),
  RELATION_MONTH(
      "indrel_1mes", ColumnKind.CATEGORY, "Customer type: 1 primary, 2 co-owner, 3, 4 former, P"),
  RELATION_TYPE(
      "tiprel_1mes", ColumnKind.CATEGORY, "Relation: A active, I inactive, P former, R potential"),
  RESIDENT("indresi", ColumnKind.CATEGORY, "S when the country of residence is the bank's"),
  FOREIGNER("indext", ColumnKind.CATEGORY, "S when born in another country than the bank's"),
  EMPLOYEE_SPOUSE("conyuemp", ColumnKind.CATEGORY, "S for the spouse of an employee"),
  CHANNEL("canal_entrada", ColumnKind.CATEGORY, "Channel by which the customer joined"),
  DECEASED("indfall", ColumnKind.CATEGORY, "S for a deceased customer"),
  ADDRESS_TYPE("tipodom", ColumnKind.CATEGORY, "Type of address, 1 for a primary one"),
  PROVINCE("cod_prov", ColumnKind.CATEGORY, "Code of the province"),
  PROVINCE_NAME("nomprov", ColumnKind.CATEGORY, "Name of the province"),
  ACTIVE("ind_actividad_cliente", ColumnKind.CATEGORY, "1 for an active customer"),
  INCOME("renta", ColumnKind.NUMBER, "Gross household income a year"),
  SEGMENT("segmento", ColumnKind.CATEGORY, "Segment: 01 top, 02 individuals, 03 students");

  private final String column;
  private final ColumnKind kind;
  private final String meaning;

  ProfileColumn(String column, ColumnKind kind, String meaning) {
    this.column = column;
    this.kind = kind;
    this.meaning = meaning;
  }

  /** The column's name in the raw file. */
  public String column() {
    return column;
  }

  /** How the column's text is read. */
  public ColumnKind kind() {
    return kind;
  }

  /** What the column says, in one line of English. */
  public String meaning() {
    return meaning;
  }

  /** The number of this column among the columns of its kind, from 0. */
  public int slot() {
    return Slots.OF[ordinal()];
  }

  /** The number of profile columns of a kind. */
  public static int count(ColumnKind kind) {
    int count = 0;
    for (ProfileColumn column : values()) {
      count += column.kind == kind ? 1 : 0;
    }
    return count;
  }

  private static final class Slots {
    private static final int[] OF = new int[values().length];

    static {
      int[] next = new int[ColumnKind.values().length];
      for (ProfileColumn column : values()) {
        OF[column.ordinal()] = next[column.kind.ordinal()]++;
      }
    }
  }
}
