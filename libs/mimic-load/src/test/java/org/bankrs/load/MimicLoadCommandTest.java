package org.bankrs.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MimicLoadCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void nobodyThereIsOneError() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(run("--url", "http://127.0.0.1:" + port)).isEqualTo(1);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .startsWith("error: http://127.0.0.1:" + port + " cannot be reached")
        .endsWith("expected a running scoring service");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void whoTakesConnectionsAndNeverAnswersIsOneError() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      assertThat(run("--url", url, "--timeout", "200ms")).isEqualTo(1);
      assertThat(errors.toString().lines())
          .singleElement()
          .asString()
          .contains(url + " cannot be reached (request timed out)");
    }
  }

  @Test
  void anUnknownDriftIsRefusedWithThoseThatThereAre() {
    assertThat(run("--drift", "income=+30%", "--drift", "weather")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("unknown drift \"weather\"")
        .contains("income=+30%, age=+10, new-channel, missing-income");
  }

  @Test
  void everyDriftCanBeMadeAndIsExplained() throws IOException {
    assertThat(Drift.examples())
        .allSatisfy(text -> assertThat(Drift.parse(text)).hasToString(text));
    run("--help");
    assertThat(out.toString()).contains(Drift.examples());
    assertThat(Files.readString(Path.of(System.getProperty("project.root"), "docs/load.md")))
        .contains(Drift.examples().stream().map(text -> "| `" + text + "`").toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate 0 | --rate 0.0: expected more than 0 and at most 100000",
        "--connections 9999 | --connections 9999: expected 1 to 1024",
        "--rate 5 --connections 2 | mutually exclusive",
        "--duration 5 | is not a time: expected a whole number from 1 and ms, s, m or h",
        "--bad 2 | --bad 2.0: expected 0 to 1",
        "--bursts 25 | --bursts 25: expected 0 to 24",
        "--requests 0 | --requests 0: expected 1 or more",
        "--url localhost | --url localhost: expected an address such as http://localhost:8080",
        "--month 2014-12 | --month 2014-12: expected 2015-01 to 2016-06",
        "--month May | --month May: expected 2015-01 to 2016-06",
        "--drift new-channel=101% | drift new-channel=101%: expected 1% to 100%"
      })
  void wrongUsageIsExplained(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
  }

  private int run(String... arguments) {
    CommandLine line = MimicLoadCommand.commandLine(Map.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }
}
