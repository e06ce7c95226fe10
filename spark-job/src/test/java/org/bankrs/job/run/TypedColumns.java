package org.bankrs.job.run;

import java.util.Map;

/** Types that a bank's warehouse gives to raw columns, which come as text in a CSV file. */
final class TypedColumns {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("fecha_dato", "date"),
          Map.entry("ncodpers", "bigint"),
          Map.entry("age", "int"),
          Map.entry("fecha_alta", "date"),
          Map.entry("ind_nuevo", "smallint"),
          Map.entry("antiguedad", "int"),
          Map.entry("indrel", "smallint"),
          Map.entry("ult_fec_cli_1t", "date"),
          Map.entry("tipodom", "smallint"),
          Map.entry("cod_prov", "smallint"),
          Map.entry("ind_actividad_cliente", "smallint"),
          Map.entry("renta", "double precision"));

  private TypedColumns() {}

  /** The type of a column in PostgreSQL. */
  static String type(String column) {
    return TYPES.getOrDefault(column, column.endsWith("_ult1") ? "smallint" : "text");
  }

  /** A column of texts as its type, in SQL that Spark and PostgreSQL share but for doubles. */
  static String typed(String column) {
    String type = type(column);
    String text = "nullif(nullif(trim(%s), 'NA'), '')".formatted(column);
    String value =
        switch (type) {
          case "text" -> column;
          case "date" -> "cast(%s as date)".formatted(text);
          // By way of a decimal, since whole numbers come as 1.0 too.
          case "double precision" -> "cast(%s as double precision)".formatted(text);
          default -> "cast(cast(%s as decimal(12, 2)) as %s)".formatted(text, type);
        };
    return value + " AS " + column;
  }
}
