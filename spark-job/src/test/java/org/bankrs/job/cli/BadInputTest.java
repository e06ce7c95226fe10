package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bankrs.job.RawCsv;
import org.bankrs.job.SparkTest;
import org.bankrs.schema.RawSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class BadInputTest {
  private static final List<String> GOOD = RawCsv.lines(5, 60, 5);
  private static final int AGE = 5;
  private static final int CUSTOMER = 1;

  @TempDir private Path folder;

  record Spoilt(String name, List<String> lines, List<String> messages) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Spoilt> spoilt() {
    String recibo = RawSchema.NAMES.get(47);
    return Stream.of(
        new Spoilt("an empty file", List.of(), List.of("an empty file", "48 column names")),
        new Spoilt("a header alone", List.of(GOOD.get(0)), List.of("rows", "at least one row")),
        new Spoilt(
            "one month only", RawCsv.lines(5, 60, 1), List.of("only 2015-01", "at least 4 months")),
        new Spoilt(
            "shuffled columns", swapped(), List.of("column order", "ncodpers", "fecha_dato")),
        new Spoilt("a missing column", withoutLast(), List.of("missing column", recibo)),
        new Spoilt("an unknown column", withMore(), List.of("unknown column", "favourite_colour")),
        new Spoilt("another delimiter", semicolons(), List.of("one column", "separated by commas")),
        new Spoilt(
            "duplicate rows", doubled(), List.of("second row of the same customer and month")),
        new Spoilt("a product holding 2", with(47, "2"), List.of(recibo, "\"2\"", "0 or 1")),
        new Spoilt(
            "dates in another form", with(0, "28/01/2015"), List.of("fecha_dato", "yyyy-MM-dd")),
        new Spoilt("a truncated last line", truncated(), List.of("line", "48 fields")),
        new Spoilt("a line of too many fields", with(47, "0,1"), List.of("line", "48 fields")),
        new Spoilt(
            "a row without customer", with(CUSTOMER, ""), List.of("missing customer's number")),
        new Spoilt("a row without date", with(0, "NA"), List.of("missing date")),
        new Spoilt("a gap between months", withGap(), List.of("gap between months", "2015-03")),
        new Spoilt(
            "many ages that are words", words(), List.of("column age", "old", "a decimal number")));
  }

  @BeforeAll
  static void openSession() {
    SparkTest.session();
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void endsWithOneClearMessageAndWritesNothing(Spoilt spoilt) {
    Path source = RawCsv.write(folder.resolve("rows.csv"), spoilt.lines());

    Ended ended = train(source.toString());

    assertThat(ended.exitCode()).as(ended.message()).isEqualTo(3);
    assertThat(ended.message())
        .startsWith("bankrs: the data were refused:")
        .contains(spoilt.messages())
        .doesNotContain("Exception", "\tat ");
    assertNothingWritten();
  }

  @Test
  void refusesLatin1() throws IOException {
    List<String> lines = new ArrayList<>(GOOD);
    for (int i = 1; i < lines.size(); i++) {
      lines.set(i, RawCsv.with(lines.get(i), 20, "\"CORUÑA, A\""));
    }
    Path source = folder.resolve("latin1.csv");
    Files.write(source, lines, StandardCharsets.ISO_8859_1);

    Ended ended = train(source.toString());

    assertThat(ended.exitCode()).as(ended.message()).isEqualTo(3);
    assertThat(ended.message()).contains("column nomprov", "UTF-8");
    assertNothingWritten();
  }

  @Test
  void aFewUnreadableProfileValuesAreMissingValues() {
    // One age in 300 rows is below the share that is refused: then only the months are too few.
    List<String> lines = RawCsv.changed(RawCsv.lines(5, 60, 3), 1, l -> RawCsv.with(l, AGE, "old"));
    Path source = RawCsv.write(folder.resolve("rows.csv"), lines);

    Ended ended = train(source.toString());

    assertThat(ended.message()).contains("at least 4 months").doesNotContain("age");
  }

  @Test
  void namesAMissingFile() {
    Ended ended = train(folder.resolve("none.csv").toString());

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.message())
        .isEqualTo("bankrs: no file at " + folder.resolve("none.csv") + "\n");
    assertNothingWritten();
  }

  @Test
  void refusesAPlaceThatIsTaken() throws IOException {
    Path source = RawCsv.write(folder.resolve("rows.csv"), GOOD);
    Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("mine"), "mine");

    Ended ended = train(source.toString());

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.message()).contains("--out", "exists");
    assertThat(folder.resolve("out/mine")).hasContent("mine");
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void explainsWrongUsage(List<String> arguments, String message) {
    Ended ended = run(arguments);

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.message()).contains(message);
  }

  static Stream<Arguments> misuses() {
    return Stream.of(
        Arguments.of(List.of(), "a command is missing"),
        Arguments.of(List.of("train"), "--source"),
        Arguments.of(
            List.of("train", "--source", "jdbc:postgresql://localhost/x", "--out", "y"), "--table"),
        Arguments.of(
            List.of("train", "--source", "a.csv", "--table", "t", "--out", "y"), "--table t"),
        Arguments.of(
            List.of("train", "--source", "jdbc:mysql://localhost/x", "--table", "t", "--out", "y"),
            "jdbc:postgresql"),
        Arguments.of(
            List.of("train", "--source", "a.csv", "--out", "y", "--depth", "31"), "--depth"),
        Arguments.of(
            List.of("train", "--source", "a.csv", "--out", "y", "--trees", "0"), "--trees"));
  }

  private record Ended(int exitCode, String message) {}

  private Ended train(String source) {
    return run(List.of("train", "--source", source, "--out", folder.resolve("out").toString()));
  }

  private static Ended run(List<String> arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine(Map.of()).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(arguments.toArray(String[]::new));
    return new Ended(exitCode, err.toString());
  }

  private void assertNothingWritten() {
    assertThat(folder).isDirectoryNotContaining(path -> !path.toString().endsWith(".csv"));
  }

  private static List<String> with(int column, String text) {
    return RawCsv.changed(GOOD, 7, line -> RawCsv.with(line, column, text));
  }

  private static List<String> words() {
    return GOOD.stream()
        .map(line -> line.startsWith("\"") ? line : RawCsv.with(line, AGE, "old"))
        .toList();
  }

  private static List<String> swapped() {
    return RawCsv.changed(
        GOOD,
        0,
        line -> line.replace("\"fecha_dato\",\"ncodpers\"", "\"ncodpers\",\"fecha_dato\""));
  }

  private static List<String> withoutLast() {
    return GOOD.stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList();
  }

  private static List<String> withMore() {
    return GOOD.stream()
        .map(line -> line + (line.startsWith("\"") ? ",\"favourite_colour\"" : ",blue"))
        .toList();
  }

  private static List<String> semicolons() {
    return GOOD.stream().map(line -> line.replace(',', ';')).toList();
  }

  private static List<String> doubled() {
    List<String> lines = new ArrayList<>(GOOD);
    Collections.addAll(lines, GOOD.get(3), GOOD.get(9));
    return lines;
  }

  private static List<String> truncated() {
    List<String> lines = new ArrayList<>(GOOD);
    String last = lines.get(lines.size() - 1);
    lines.set(lines.size() - 1, last.substring(0, last.length() / 2));
    return lines;
  }

  private static List<String> withGap() {
    return GOOD.stream().filter(line -> !line.startsWith("2015-03")).toList();
  }
}
