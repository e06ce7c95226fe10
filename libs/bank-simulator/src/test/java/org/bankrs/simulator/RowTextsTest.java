package org.bankrs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.junit.jupiter.api.Test;

class RowTextsTest {
  private final Residences residences = new Residences();
  private final RowTexts texts = new RowTexts(residences);

  @Test
  void writesTheHeaderOfTheRealFile() {
    assertThat(SimulatedRow.header())
        .startsWith("\"fecha_dato\",\"ncodpers\",\"ind_empleado\",\"pais_residencia\",\"sexo\",")
        .endsWith("\"ind_nomina_ult1\",\"ind_nom_pens_ult1\",\"ind_recibo_ult1\"");
  }

  @Test
  void writesALineOfTheRealFileByteForByte() {
    int malaga = province("MALAGA");
    LocalDate joined = LocalDate.of(2015, 1, 12);
    Customer customer =
        new Customer(
            1375586,
            new Customer.Joining(Cohort.FOUNDING, 0, joined, joined, 0),
            new Customer.Person(
                LocalDate.of(1980, 3, 1), "H", "ES", malaga, false, false, "87218.1"),
            new Customer.Relation(
                Segment.INDIVIDUAL, Segment.INDIVIDUAL, Panel.MONTHS, "KHL", "N", ""),
            new Customer.Gaps(0, 0, false, false),
            new Customer.Traits(0, 0));
    assertThat(possibleLines(customer, Product.CCO, true))
        .contains(
            "2015-01-28,1375586,N,ES,H, 35,2015-01-12, 0,      6, 1,,1.0,A,S,N,,KHL,N, 1,29,"
                + "\"MALAGA\", 1,87218.1,02 - PARTICULARES,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,"
                + "0, 0, 0,0");
  }

  @Test
  void writesARowWithoutAProfileByteForByte() {
    LocalDate joined = LocalDate.of(2012, 8, 10);
    Customer customer =
        new Customer(
            1050741,
            new Customer.Joining(Cohort.FOUNDING, 0, joined, joined, 0),
            new Customer.Person(
                LocalDate.of(1990, 3, 1), "V", "ES", province("MADRID"), false, false, "1.0"),
            new Customer.Relation(Segment.STUDENT, Segment.STUDENT, Panel.MONTHS, "KHE", "N", ""),
            new Customer.Gaps(0, 0, false, true),
            new Customer.Traits(0, 0));
    assertThat(possibleLines(customer, Product.CCO, true))
        .containsOnly(
            "2015-01-28,1050741,,,, NA,,NA,     NA,NA,,,,,,,,,NA,NA,\"\",NA,,,0,0,1,0,0,0,0,0,0,0,0,"
                + "0,0,0,0,0,0,0,0,0,0, 0, 0,0");
  }

  @Test
  void writesTheRareForms() {
    LocalDate joined = LocalDate.of(2000, 2, 3);
    Customer customer =
        new Customer(
            20000,
            new Customer.Joining(Cohort.FOUNDING, 0, joined, joined, 0),
            new Customer.Person(
                LocalDate.of(1909, 1, 1),
                "V",
                "ES",
                province("CORUÑA, A"),
                true,
                true,
                "122179.11000000002"),
            new Customer.Relation(Segment.TOP, Segment.TOP, Panel.MONTHS, "007", "A", "N"),
            new Customer.Gaps(3, 3, true, false),
            new Customer.Traits(0, 0));
    History history = new History();
    Presence presence = new Presence(1 | 1 << 6, 6);
    List<SimulatedRow> rows = texts.rows(customer, presence, history, new SplittableRandom(1));
    assertThat(rows.get(0).line())
        .startsWith("2015-01-28,20000,A,ES,V,106,2000-02-03, 0,-999999, 1,,")
        .contains(",S,S,N,007,S, 1,15,\"CORUÑA, A\", 0,122179.11000000002,,0,")
        .endsWith(",NA,NA,0");
    assertThat(rows.get(1).line())
        .matches("2015-07-28,20000,A,ES,V,106,2000-02-03, 0,-999999,99,2015-07-\\d\\d,.*")
        .contains(",01 - TOP,")
        .endsWith(", 0, 0,0");
  }

  @Test
  void putsTheLineOfARowIntoTheFile() {
    LineBuffer buffer = new LineBuffer();
    StringBuilder expected = new StringBuilder();
    Simulator simulator = new Simulator(4);
    for (long customer = 0; customer < 300; customer++) {
      for (SimulatedRow row : simulator.rows(customer)) {
        buffer.append(row);
        expected.append(row.line()).append('\n');
      }
    }
    assertThat(new String(buffer.bytes(), StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    assertThat(expected).contains("Ñ");
  }

  @Test
  void keepsTheWidthsOfTheRealFile() {
    Simulator simulator = new Simulator(3);
    for (long customer = 0; customer < 2000; customer++) {
      for (SimulatedRow row : simulator.rows(customer)) {
        assertThat(row.text(ProfileColumn.AGE.ordinal())).matches(" NA|[ \\d]{2}\\d");
        assertThat(row.text(ProfileColumn.SENIORITY.ordinal()))
            .matches(" {5}NA|-999999| *\\d+")
            .hasSize(7);
        assertThat(row.text(ProfileColumn.NEW_CUSTOMER.ordinal())).matches("NA| [01]");
        assertThat(row.text(ProfileColumn.RELATION.ordinal())).matches("NA| 1|99");
        assertThat(row.text(ProfileColumn.RELATION_MONTH.ordinal())).matches("|P|[1234](\\.0)?");
        assertThat(row.text(ProfileColumn.PROVINCE.ordinal())).matches("NA|[ \\d]\\d");
        assertThat(row.text(ProfileColumn.INCOME.ordinal())).matches("|\\d+\\.\\d+");
        assertThat(row.text(RawSchema.column(Product.NOMINA).position())).matches("NA| [01]");
        assertThat(row.text(RawSchema.column(Product.RECIBO).position())).matches("[01]");
      }
    }
  }

  private int province(String name) {
    return (int) LongStream.range(0, 52).filter(i -> residences.name((int) i).equals(name)).sum();
  }

  /** The lines of the first month that different draws of the relation's texts can give. */
  private List<String> possibleLines(Customer customer, Product held, boolean active) {
    History history = new History();
    history.set(0, Products.bit(held), active);
    return LongStream.range(0, 50)
        .mapToObj(SplittableRandom::new)
        .map(random -> texts.rows(customer, new Presence(1, -1), history, random).get(0).line())
        .distinct()
        .toList();
  }
}
