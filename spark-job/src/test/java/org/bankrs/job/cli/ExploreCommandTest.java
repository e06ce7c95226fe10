package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bankrs.job.RawCsv;
import org.bankrs.job.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExploreCommandTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void openSession() {
    SparkTest.session();
  }

  @Test
  void anExistingPageIsAUsageError() throws IOException {
    Path out = Files.writeString(folder.resolve("page.html"), "old");

    assertThat(explore(folder.resolve("missing.csv"), out)).isEqualTo(2);
    assertThat(err.toString()).contains("--out", "exists");
    assertThat(out).hasContent("old");
  }

  @Test
  void refusedRowsLeaveNothing() throws IOException {
    List<String> lines = RawCsv.lines(5, 20, 2);
    Path source =
        RawCsv.write(
            folder.resolve("rows.csv"),
            RawCsv.changed(lines, 1, line -> RawCsv.with(line, 47, "2")));
    Path pages = Files.createDirectory(folder.resolve("pages"));

    assertThat(explore(source, pages.resolve("page.html"))).isEqualTo(3);
    assertThat(err.toString()).contains("\"2\"", "0 or 1");
    try (Stream<Path> left = Files.list(pages)) {
      assertThat(left).isEmpty();
    }
  }

  private int explore(Path source, Path out) {
    CommandLine command = Main.commandLine(Map.of());
    command.setErr(new PrintWriter(err, true));
    return command.execute("explore", "--source", source.toString(), "--out", out.toString());
  }
}
