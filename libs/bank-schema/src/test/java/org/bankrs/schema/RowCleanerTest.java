package org.bankrs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowCleanerTest {

  @Test
  void readsARowOfTheRealFile() {
    CustomerMonth row = RowCleaner.clean("row 1", RawRows.MALAGA);

    assertThat(row.customer()).hasValue(1375586);
    assertThat(row.month()).contains(SnapshotMonth.of(2015, 1));
    assertThat(row.joined()).hasValue(SnapshotMonth.of(2015, 1).index());
    assertThat(row.number(ProfileColumn.AGE)).isEqualTo(35);
    assertThat(row.number(ProfileColumn.SENIORITY)).isEqualTo(6);
    assertThat(row.number(ProfileColumn.INCOME)).isEqualTo(87218.1);
    assertThat(row.category(ProfileColumn.RELATION_MONTH)).isEqualTo("1");
    assertThat(row.category(ProfileColumn.NEW_CUSTOMER)).isEqualTo("0");
    assertThat(row.category(ProfileColumn.PROVINCE)).isEqualTo("29");
    assertThat(row.category(ProfileColumn.EMPLOYEE_SPOUSE)).isEmpty();
    assertThat(row.category(ProfileColumn.SEGMENT)).isEqualTo("02 - PARTICULARES");
    assertThat(row.held()).isEqualTo(ProductSet.of(Product.CCO));
  }

  @Test
  void readsARowWithoutAProfile() {
    CustomerMonth row = RowCleaner.clean("row 2", RawRows.WITHOUT_PROFILE);

    assertThat(row.customer()).hasValue(1050741);
    assertThat(row.joined()).isEmpty();
    for (ProfileColumn column : ProfileColumn.values()) {
      if (column.kind() == ColumnKind.NUMBER) {
        assertThat(row.number(column)).as(column.column()).isNaN();
      } else if (column.kind() == ColumnKind.CATEGORY) {
        assertThat(row.category(column)).as(column.column()).isEmpty();
      }
    }
    assertThat(row.held()).isEqualTo(ProductSet.of(Product.CCO));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1.0, true", "true, true", "0, false", "0.0, false", "false, false"})
  void readsEveryFormOfAProductFlag(String text, boolean held) {
    CustomerMonth row =
        RowCleaner.clean("row 1", RawRows.with(Product.RECIBO.column(), " " + text + " "));

    assertThat(row.held().contains(Product.RECIBO)).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "NA", " NA", "     NA", "NaN", "null"})
  void takesMissingTextsAsMissing(String text) {
    CustomerMonth row = RowCleaner.clean("row", RawRows.with("age", text, "sexo", text));

    assertThat(row.number(ProfileColumn.AGE)).isNaN();
    assertThat(row.category(ProfileColumn.SEX)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "age, 1, NaN",
    "age, 2, 2",
    "age, 120, 120",
    "age, 121, NaN",
    "age, 164, NaN",
    "antiguedad, -999999, NaN",
    "antiguedad, 0, 0",
    "renta, -5, NaN",
    "renta, 0, 0",
    "renta, 122179.11000000002, 122179.11000000002",
    "renta, 2.889439551E7, 28894395.51"
  })
  void keepsPossibleNumbersAndDropsImpossibleOnes(String column, String text, Double expected) {
    CustomerMonth row = RowCleaner.clean("row", RawRows.with(column, text));

    assertThat(row.number(profile(column))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "indrel_1mes, 1, 1",
    "indrel_1mes, 1.0, 1",
    "indrel_1mes, P, P",
    "indrel, '99', 99",
    "canal_entrada, 007, 007",
    "canal_entrada, 013, 013",
    "canal_entrada, 1.5, 1.5",
    "canal_entrada, K.0, K.0",
    "cod_prov, ' 7', 7",
    "cod_prov, 29.00, 29",
    "nomprov, 'CORUÑA, A', 'CORUÑA, A'"
  })
  void makesOneCategoryOfTwoSpellings(String column, String text, String expected) {
    CustomerMonth row = RowCleaner.clean("row", RawRows.with(column, text));

    assertThat(row.category(profile(column))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "fecha_dato, 28-01-2015",
    "fecha_dato, 2015-02-30",
    "fecha_dato, 2015-13-01",
    "fecha_dato, 2015-1-28",
    "fecha_dato, 2015-01-28 10:00:00",
    "fecha_alta, yesterday",
    "ncodpers, 12.5",
    "ncodpers, 0",
    "ncodpers, -3",
    "ncodpers, abc",
    "age, forty",
    "age, 0x1F",
    "age, 1d",
    "renta, '87218,1'",
    "renta, Infinity",
    "ind_recibo_ult1, 2",
    "ind_cco_fin_ult1, -1",
    "ind_nomina_ult1, x",
    "nomprov, CORU\uFFFDA"
  })
  void namesColumnValueAndExpectation(String column, String text) {
    List<FieldProblem> problems = new ArrayList<>();

    RowCleaner.clean(RawRows.with(column, text), problems::add);

    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.column().name()).isEqualTo(column);
              assertThat(problem.value()).isEqualTo(text);
              assertThat(problem.message())
                  .contains(column, text, problem.column().kind().expected());
            });
  }

  @Test
  void acceptsAMidnightBehindADate() {
    CustomerMonth row =
        RowCleaner.clean("row", RawRows.with("fecha_dato", "2015-03-28 00:00:00.0"));

    assertThat(row.month()).contains(SnapshotMonth.of(2015, 3));
  }

  @Test
  void gathersAllProblemsOfARow() {
    assertThatThrownBy(
            () -> RowCleaner.clean("row 17", RawRows.with("age", "x", "ind_viv_fin_ult1", "7")))
        .isInstanceOf(InvalidRowException.class)
        .hasMessage(
            "row 17: age: \"x\" is not a decimal number such as 87218.1; ind_viv_fin_ult1: \"7\" is not 0 or 1");
  }

  @Test
  void cutsALongValueInTheMessage() {
    assertThatThrownBy(() -> RowCleaner.clean("row", RawRows.with("age", "9".repeat(5000) + "x")))
        .hasMessageStartingWith("row: age: \"999")
        .extracting(e -> e.getMessage().length())
        .satisfies(length -> assertThat((int) length).isLessThan(200));
  }

  private static ProfileColumn profile(String name) {
    return ProfileColumn.values()[RawSchema.column(name).orElseThrow().position()];
  }
}
