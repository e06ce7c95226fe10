package org.bankrs.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteCsvTest {
  private static final int CUSTOMERS = 2500;

  private final Simulator simulator = new Simulator(5);
  @TempDir private Path folder;

  @Test
  void writesTheSameBytesForAnyNumberOfThreads() throws IOException {
    byte[] one = Files.readAllBytes(write("one.csv", CUSTOMERS, 17, 1));
    assertThat(Files.readAllBytes(write("four.csv", CUSTOMERS, 17, 4))).isEqualTo(one);
    byte[] zipped = Files.readAllBytes(write("one.csv.gz", CUSTOMERS, 17, 1));
    assertThat(Files.readAllBytes(write("three.csv.gz", CUSTOMERS, 17, 3))).isEqualTo(zipped);
  }

  @Test
  void writesHeaderAndMonthsInOrderWithTheRowsOfAMonthShuffled() throws IOException {
    List<String> lines = Files.readAllLines(write("all.csv", CUSTOMERS, 17, 2));
    assertThat(lines.get(0)).isEqualTo(SimulatedRow.header());
    List<String> rows = lines.subList(1, lines.size());
    assertThat(rows.stream().map(row -> row.substring(0, 10))).isSorted();
    assertThat(rows.get(0)).startsWith("2015-01-28,");
    assertThat(rows.get(rows.size() - 1)).startsWith("2016-05-28,");
    assertThat(rows.stream().sorted().toList())
        .isEqualTo(expected(CUSTOMERS, 17).stream().sorted().toList());
    assertThat(numbers(rows, "2015-03")).isNotEqualTo(numbers(rows, "2015-04"));
    assertThat(numbers(rows, "2015-03").stream().map(Long::valueOf).sorted())
        .isNotEqualTo(numbers(rows, "2015-03").stream().map(Long::valueOf).toList());
  }

  @Test
  void keepsACustomersRowsWhenThereAreMoreCustomers() throws IOException {
    List<String> few = Files.readAllLines(write("few.csv", 700, 17, 2));
    List<String> many = Files.readAllLines(write("many.csv", 1900, 17, 2));
    assertThat(new HashSet<>(many).containsAll(few)).isTrue();
    assertThat(many).hasSizeGreaterThan(2 * few.size());
  }

  @Test
  void writesTheFirstMonthsWhenFewerAreAsked() throws IOException {
    List<String> four = Files.readAllLines(write("four.csv", 900, 4, 2));
    assertThat(four.stream().skip(1).map(row -> row.substring(0, 7)).distinct())
        .containsExactly("2015-01", "2015-02", "2015-03", "2015-04");
    List<String> all = Files.readAllLines(write("all.csv", 900, 18, 2));
    assertThat(new HashSet<>(all).containsAll(four)).isTrue();
    assertThat(all.get(all.size() - 1)).startsWith("2016-06-28,");
  }

  @Test
  void writesAFolderOfMonthsAndACompressedFileOfTheSameRows() throws IOException {
    List<String> whole = Files.readAllLines(write("whole.csv", 1200, 3, 2));
    Path months = write("months", 1200, 3, 2);
    List<String> joined = new ArrayList<>();
    joined.add(SimulatedRow.header());
    for (String month : List.of("2015-01", "2015-02", "2015-03")) {
      List<String> lines = Files.readAllLines(months.resolve(month + ".csv"));
      assertThat(lines.get(0)).isEqualTo(SimulatedRow.header());
      joined.addAll(lines.subList(1, lines.size()));
    }
    assertThat(joined).isEqualTo(whole);
    assertThat(files(months)).hasSize(3);
    assertThat(unzipped(write("whole.csv.gz", 1200, 3, 2))).isEqualTo(whole);
    assertThat(files(folder)).containsExactlyInAnyOrder("whole.csv", "months", "whole.csv.gz");
  }

  @Test
  void reportsHowFarItIs() throws IOException {
    List<Long> done = new ArrayList<>();
    long rows =
        simulator.writeCsv(
            folder.resolve("a.csv"), CUSTOMERS, 17, 2, (customers, written) -> done.add(customers));
    assertThat(done).isSorted().endsWith((long) CUSTOMERS);
    assertThat(rows).isEqualTo(expected(CUSTOMERS, 17).size());
  }

  @Test
  void replacesAFileButNoFolderThatHoldsSomething() throws IOException {
    Path file = Files.writeString(folder.resolve("old.csv"), "old");
    write("old.csv", 10, 1, 1);
    assertThat(Files.readString(file)).startsWith("\"fecha_dato\"");
    assertThatIOException()
        .isThrownBy(() -> write("", 10, 1, 1))
        .withMessage("cannot write " + folder + ": the folder is not empty");
    assertThatIOException()
        .isThrownBy(() -> write("old.csv/under.csv", 10, 1, 1))
        .withMessageStartingWith("cannot write " + file.resolve("under.csv") + ": ");
    assertThat(files(folder)).containsExactly("old.csv");
  }

  @Test
  void refusesImpossibleNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write("a.csv", 10, 19, 1))
        .withMessage("months 19: expected 1 to 18");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> write("a.csv", 0, 17, 1))
        .withMessage("customers 0: expected 1 or more");
  }

  private Path write(String name, long customers, int months, int threads) throws IOException {
    Path out = folder.resolve(name);
    simulator.writeCsv(out, customers, months, threads, Progress.SILENT);
    return out;
  }

  private List<String> expected(int customers, int months) {
    List<String> lines = new ArrayList<>();
    for (long customer = 0; customer < customers; customer++) {
      for (SimulatedRow row : simulator.rows(customer)) {
        if (row.monthNumber() < months) {
          lines.add(row.line());
        }
      }
    }
    return lines;
  }

  private static List<String> numbers(List<String> rows, String month) {
    return rows.stream()
        .filter(row -> row.startsWith(month))
        .map(row -> row.split(",", 3)[1])
        .limit(500)
        .toList();
  }

  private static List<String> unzipped(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    }
  }
}
