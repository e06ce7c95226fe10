package org.bankrs.scoring.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {
  private final RowReader reader = new RowReader(3);

  @Test
  void theMonthInQuestionComesLast() throws IOException {
    List<CustomerMonth> months =
        customer(
            "{'fecha_dato': '2016-03-28', 'age': 42, 'history': ["
                + "{'fecha_dato': '2016-01-28', 'age': 40, 'ind_cco_fin_ult1': 1},"
                + "{'fecha_dato': '2016-02-28', 'age': 41, 'ind_cco_fin_ult1': 0}], 'sexo': 'V'}");
    assertThat(months)
        .extracting(month -> month.number(ProfileColumn.AGE))
        .containsExactly(40.0, 41.0, 42.0);
    assertThat(months.getLast().category(ProfileColumn.SEX)).isEqualTo("V");
    assertThat(months.getFirst().category(ProfileColumn.SEX)).isEmpty();
  }

  @Test
  void nothingOfARowIsLeftForTheNext() throws IOException {
    customer("{'age': 42, 'sexo': 'V', 'ind_viv_fin_ult1': 1}");
    CustomerMonth next = customer("{'renta': 10}").getLast();
    assertThat(next.number(ProfileColumn.AGE)).isNaN();
    assertThat(next.category(ProfileColumn.SEX)).isEmpty();
    assertThat(next.held().contains(Product.VIV)).isFalse();
  }

  @Test
  void afterABadRowTheParserStandsBehindIt() throws IOException {
    try (JsonParser parser =
        parser("[{'x': [{'age': 1}], 'age': {'b': [2]}}, [[1]], 'text', {'age': 33}]")) {
      parser.nextToken();
      for (int bad = 0; bad < 3; bad++) {
        parser.nextToken();
        assertThat(reader.read(parser)).isInstanceOf(ReadRow.Invalid.class);
      }
      parser.nextToken();
      assertThat(reader.read(parser)).isInstanceOf(ReadRow.Customer.class);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_ARRAY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AGE, age",
    "ind_cco_fin_ult, ind_cco_fin_ult1",
    "nom_prov, nomprov",
    "histori, history",
    "conyumep, conyuemp"
  })
  void theNearestNameIsOffered(String unknown, String nearest) {
    assertThat(KnownNames.nearest(unknown, true)).isEqualTo(nearest);
  }

  private List<CustomerMonth> customer(String text) throws IOException {
    try (JsonParser parser = parser(text)) {
      parser.nextToken();
      return ((ReadRow.Customer) reader.read(parser)).months();
    }
  }

  private static JsonParser parser(String text) throws IOException {
    return new JsonFactory().createParser(text.replace('\'', '"'));
  }
}
