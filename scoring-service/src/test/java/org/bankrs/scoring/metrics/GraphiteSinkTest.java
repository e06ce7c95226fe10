package org.bankrs.scoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.bankrs.scoring.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GraphiteSinkTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  @Test
  void aPushArrives() {
    try (CarbonListener carbon = new CarbonListener(0)) {
      GraphiteSink sink = new GraphiteSink("localhost", carbon.port(), TIMEOUT);
      push(sink, 3);
      Eventually.await(() -> carbon.values().size() == 3);
      assertThat(carbon.values()).containsEntry("name.0", 0.5).hasSize(3);
      assertThat(sink.getFailures()).isZero();
    }
  }

  @Test
  void aGraphiteThatIsDownIsLoggedInOneLineUntilItIsBack() throws IOException {
    int port = freePort();
    GraphiteSink sink = new GraphiteSink("localhost", port, TIMEOUT);
    try (SinkLog log = new SinkLog()) {
      push(sink, 1);
      push(sink, 1);
      push(sink, 1);
      assertThat(sink.getFailures()).isEqualTo(3);
      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().getFirst().getMessage()).contains("takes no metrics");
      assertThat(log.warnings().getFirst().getThrown()).isNull();
      try (CarbonListener carbon = new CarbonListener(port)) {
        push(sink, 2);
        Eventually.await(() -> carbon.values().size() == 2);
        assertThat(carbon.values()).hasSize(2);
      }
      assertThat(sink.getFailures()).isZero();
      assertThat(log.size()).isEqualTo(2);
    }
  }

  @Test
  @Timeout(60)
  void aGraphiteThatNeverReadsIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GraphiteSink sink = new GraphiteSink("localhost", silent.getLocalPort(), TIMEOUT);
      // More than the buffers of both ends take.
      push(sink, 1_000_000);
      assertThat(sink.getFailures()).isEqualTo(1);
    }
  }

  @Test
  void aHostThatNobodyKnowsIsAFailureLikeAnyOther() {
    GraphiteSink sink = new GraphiteSink("graphite.invalid", 2003, TIMEOUT);
    push(sink, 1);
    assertThat(sink.getFailures()).isEqualTo(1);
  }

  private static void push(GraphiteSink sink, int lines) {
    sink.connect();
    for (int i = 0; i < lines; i++) {
      sink.send("name." + i, "0.5", 1_795_512_239L);
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
