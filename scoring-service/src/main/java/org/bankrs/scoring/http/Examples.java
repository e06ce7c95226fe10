package org.bankrs.scoring.http;

/** Texts of the API's description. */
final class Examples {
  static final String ROW =
      """
      {"fecha_dato": "2016-04-28", "ncodpers": 1375586, "ind_empleado": "N", "pais_residencia": "ES",
       "sexo": "H", "age": 35, "fecha_alta": "2015-01-12", "antiguedad": 15, "canal_entrada": "KHL",
       "cod_prov": 29, "ind_actividad_cliente": 1, "renta": 87218.1,
       "segmento": "02 - PARTICULARES", "ind_cco_fin_ult1": 1}""";

  static final String LINES =
      """
      {"fecha_dato": "2016-04-28", "age": 35, "segmento": "02 - PARTICULARES"}
      {"fecha_dato": "2016-04-28", "age": "61", "ind_cco_fin_ult1": 1}
      """;

  static final String DECISIONS =
      """
      {"Сберегательный счёт": 0, "Кредитная карта": 1, "Дебетовый аккаунт": 1}""";

  static final String PROBABILITIES =
      """
      {"Дебетовый аккаунт": 0.31, "Кредитная карта": 0.12}""";

  static final String EXPLAINED =
      """
      {"Дебетовый аккаунт": 0.31, "explanation": {"Дебетовый аккаунт": {"logOdds": -0.8, "base": -3.9,
       "features": [{"feature": "ind_nomina_ult1", "effect": 1.4}, {"feature": "age", "effect": 0.9}],
       "rest": 0.8}}}""";

  static final String RELOADED =
      """
      {"version": "2016-04-3f2a9c1b07d4"}""";

  static final String ROW_PROBLEM =
      """
      {"type": "urn:bank-rs:problem:invalid-row", "title": "A row cannot be scored as it is",
       "status": 422, "detail": "age: \\"old\\" is not a decimal number such as 87218.1",
       "field": "age", "expected": "a decimal number such as 87218.1"}""";

  static final String BODY =
      "One row, an array of rows (answered in order, a bad row by its problem in its place), or"
          + " application/x-ndjson (one row a line, one answer a line; read while you write)."
          + " GET /schema has the fields.";

  private Examples() {}
}
