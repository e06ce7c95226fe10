package org.bankrs.scoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.logging.Level;
import org.bankrs.scoring.LogRecords;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GraphiteSinkTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final PushBuffer buffer = new PushBuffer(1000);
  private final GraphiteSink sink = new GraphiteSink(buffer);
  private GraphitePusher pusher;

  @AfterEach
  void stop() {
    if (pusher != null) {
      pusher.stop();
    }
  }

  @Test
  void aPushArrivesWithoutWhatIsNoNumber() {
    try (CarbonListener carbon = new CarbonListener(0)) {
      start(carbon.port());
      push("name", 3);
      sink.connect();
      sink.send("nothing", "NaN", 1_795_512_239L);
      sink.send("something", "1.5", 1_795_512_239L);
      sink.flush();
      Eventually.await("four values", () -> carbon.values().size() == 4 && buffer.size() == 0);
      assertThat(carbon.values())
          .containsEntry("name.0", 0.5)
          .containsEntry("something", 1.5)
          .hasSize(4);
      assertThat(buffer.size()).isZero();
      assertThat(pusher.failures()).isZero();
    }
  }

  @Test
  void whatWasPushedWhileGraphiteWasDownArrivesWhenItIsBack() throws IOException {
    int port = freePort();
    try (LogRecords log = new LogRecords(GraphitePusher.class.getName(), "com.codahale.metrics")) {
      start(port);
      push("first", 1);
      push("second", 1);
      push("third", 1);
      Eventually.await("three failures", () -> pusher.failures() >= 3);
      assertThat(buffer.size()).isEqualTo(3);
      assertThat(log.from(Level.WARNING)).hasSize(1);
      assertThat(log.from(Level.WARNING).getFirst().getMessage()).contains("takes no metrics");
      assertThat(log.from(Level.WARNING).getFirst().getThrown()).isNull();
      try (CarbonListener carbon = new CarbonListener(port)) {
        Eventually.await(
            "the kept values", () -> carbon.values().size() == 3 && log.messages().size() == 2);
        assertThat(carbon.values()).containsOnlyKeys("first.0", "second.0", "third.0");
        assertThat(log.messages()).hasSize(2);
        assertThat(buffer.dropped()).isZero();
      }
    }
  }

  @Test
  void beyondTheBoundTheOldestIsDroppedAndCounted() throws IOException {
    start(freePort());
    for (int i = 0; i < 50; i++) {
      push("name", 1);
    }
    assertThat(buffer.size()).isEqualTo(1000 / "name.0 0.5 1795512239\n".length());
    assertThat(buffer.dropped()).isEqualTo(50 - buffer.size());
  }

  @Test
  void aGraphiteThatNeverReadsIsGivenUpAndNothingIsForgotten() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(silent.getLocalPort());
      push("name", 1);
      Eventually.await("a failure", () -> pusher.failures() > 0);
      assertThat(pusher.failures()).isPositive();
      assertThat(buffer.size()).isEqualTo(1);
    }
  }

  @Test
  void aHostThatNobodyKnowsIsAFailureLikeAnyOther() {
    pusher =
        new GraphitePusher(
            buffer, new GraphiteConnection("graphite.invalid", 2003, TIMEOUT), PAUSE);
    pusher.start();
    push("name", 1);
    Eventually.await("a failure", () -> pusher.failures() > 0);
    assertThat(pusher.failures()).isPositive();
    assertThat(buffer.size()).isEqualTo(1);
  }

  private void start(int port) {
    pusher = new GraphitePusher(buffer, new GraphiteConnection("localhost", port, TIMEOUT), PAUSE);
    pusher.start();
  }

  private void push(String name, int lines) {
    sink.connect();
    for (int i = 0; i < lines; i++) {
      sink.send(name + "." + i, "0.5", 1_795_512_239L);
    }
    sink.flush();
    sink.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
