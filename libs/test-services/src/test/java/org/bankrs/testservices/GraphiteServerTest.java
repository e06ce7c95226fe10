package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bankrs.testservices.GraphiteServer.Point;
import org.bankrs.testservices.GraphiteServer.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("services")
class GraphiteServerTest {
  private static final Duration RECENT = Duration.ofMinutes(5);
  private static GraphiteServer server;

  @BeforeAll
  static void startServer() {
    server = GraphiteServer.start();
  }

  @AfterAll
  static void nothingIsLeftAfterClose() throws Exception {
    List<ProcessHandle> processes = server.processes();
    server.close();
    Gone.assertGone(processes, server.carbonPort(), server.renderUrl().getPort());
  }

  @Test
  void pointsOfFollowingSecondsAreRendered() throws Exception {
    Instant second = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 10);
    send(
        new Metric("bank-rs.requests.count", 3, second),
        new Metric("bank-rs.requests.count", 5.5, second.plusSeconds(1)));

    assertThat(awaitPoints("bank-rs.requests.count", 2))
        .containsExactly(
            new Series(
                "bank-rs.requests.count",
                List.of(new Point(second, 3), new Point(second.plusSeconds(1), 5.5))));
  }

  @Test
  void aTargetOfFunctionsGivesANamedSeriesForEachMetric() throws Exception {
    Instant second = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 10);
    send(new Metric("target.ahor.count", 1, second), new Metric("target.reca.count", 2, second));
    awaitPoints("target.*.count", 2);

    assertThat(server.render("scale(aliasByNode(target.*.count, 1), 10)", RECENT))
        .containsExactly(
            new Series("scale(ahor,10)", List.of(new Point(second, 10))),
            new Series("scale(reca,10)", List.of(new Point(second, 20))));
    assertThat(server.find("target.*.count"))
        .containsExactly("target.ahor.count", "target.reca.count");
    assertThat(server.metricNames())
        .contains("target.ahor.count", "target.reca.count")
        .noneMatch(name -> name.startsWith("carbon."));
  }

  @Test
  void aMetricThatNobodySentGivesNoSeriesAndAnUnknownFunctionAnError() {
    assertThat(server.render("nobody.sent.this", RECENT)).isEmpty();
    assertThat(server.find("nobody.*")).isEmpty();
    assertThatThrownBy(() -> server.render("noSuchFunction(a.b)", RECENT))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("noSuchFunction");
  }

  private record Metric(String name, double value, Instant time) {
    String line() {
      return name + " " + value + " " + time.getEpochSecond() + "\n";
    }
  }

  private static void send(Metric... metrics) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.carbonPort());
        OutputStream out = socket.getOutputStream()) {
      for (Metric metric : metrics) {
        out.write(metric.line().getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  /** Renders a target until it has as many points as were sent. */
  private static List<Series> awaitPoints(String target, int count) {
    Eventually.await(
        count + " points of " + target, () -> points(server.render(target, RECENT)) >= count);
    return server.render(target, RECENT);
  }

  private static int points(List<Series> series) {
    return series.stream().mapToInt(one -> one.points().size()).sum();
  }
}
