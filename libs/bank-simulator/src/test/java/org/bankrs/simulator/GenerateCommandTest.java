package org.bankrs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {
  private final StringWriter errors = new StringWriter();
  @TempDir private Path folder;

  @Test
  void writesWhatTheLibraryWrites() throws IOException {
    Path out = folder.resolve("new/panel.csv");
    int code = run("--customers", "300", "--seed", "9", "--months", "3", "--out", out.toString());
    assertThat(code).isZero();
    Path expected = folder.resolve("expected.csv");
    long rows = new Simulator(9).writeCsv(expected, 300, 3, 1, Progress.SILENT);
    assertThat(out).hasSameBinaryContentAs(expected);
    assertThat(errors.toString())
        .contains(String.format(Locale.ROOT, "%,d rows in ", rows), out.toString());
  }

  @Test
  void saysWhatIsWrongWithItsUsage() {
    assertThat(run("--out", "a.csv")).isEqualTo(2);
    assertThat(errors.toString()).contains("Missing required option: '--customers=N'");
    assertThat(run("--customers", "10", "--months", "0", "--out", "a.csv")).isEqualTo(2);
    assertThat(errors.toString()).contains("--months 0: expected 1 to 18");
    assertThat(run("--customers", "many", "--out", "a.csv")).isEqualTo(2);
    assertThat(errors.toString()).contains("'many' is not a long");
  }

  @Test
  void saysWhatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path out = file.resolve("panel.csv");
    assertThat(run("--customers", "10", "--out", out.toString())).isEqualTo(1);
    assertThat(errors.toString().lines()).hasSize(1);
    assertThat(errors.toString()).startsWith("error: cannot write " + out + ": ");
  }

  @Test
  void leavesNothingBehindWhenTheDiskTakesNoMore() throws Exception {
    // The shell's limit on the size of a file stands for a full disk.
    Process process =
        start("ulimit -f 200; exec ", "--customers", "20000", "--out", path("panel.csv"));
    String output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(1);
    assertThat(output).contains("error: cannot write " + path("panel.csv") + ": File too large");
    assertThat(files()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenItIsStopped() throws Exception {
    Process process = start("exec ", "--customers", "90000000", "--out", path("panel"));
    try (BufferedReader progress = process.errorReader()) {
      assertThat(progress.readLine()).matches(" *\\d+ %  .* rows  .* rows/s  \\d+ s left");
    }
    assertThat(files()).hasSize(1);
    process.destroy();
    process.waitFor();
    assertThat(files()).isEmpty();
  }

  private int run(String... arguments) {
    CommandLine commandLine = GenerateCommand.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(arguments);
  }

  private Process start(String prefix, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    command.addAll(List.of("bash", "-c", prefix + "\"$0\" \"$@\"", java));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GenerateCommand.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList();
    }
  }
}
