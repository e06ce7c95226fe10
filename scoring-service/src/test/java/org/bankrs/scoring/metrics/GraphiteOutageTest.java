package org.bankrs.scoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.GraphiteServer;
import org.bankrs.testservices.GraphiteServer.Point;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real carbon goes away and comes back. */
@Tag("services")
class GraphiteOutageTest {
  private static final int SECONDS = 60;
  private static final String NAME = "bank-rs.requests.count";

  @Test
  void nothingIsLost() {
    try (GraphiteServer graphite = GraphiteServer.start()) {
      PushBuffer buffer = new PushBuffer(1 << 20);
      GraphiteSink sink = new GraphiteSink(buffer);
      GraphitePusher pusher =
          new GraphitePusher(
              buffer,
              new GraphiteConnection("127.0.0.1", graphite.carbonPort(), Duration.ofSeconds(5)),
              Duration.ofSeconds(2));
      pusher.start();
      long begin = Instant.now().getEpochSecond() - SECONDS;
      push(sink, begin, 0, 20);
      Eventually.await("the first points", () -> points(graphite).size() == 20);
      graphite.stopCarbon();
      push(sink, begin, 20, 40);
      Eventually.await("failures of the pusher", () -> pusher.failures() > 1);
      assertThat(buffer.size()).isEqualTo(20);
      graphite.startCarbon();
      push(sink, begin, 40, SECONDS);
      Eventually.await("all points", () -> points(graphite).size() == SECONDS);
      pusher.stop();

      assertThat(points(graphite))
          .containsExactlyElementsOf(
              IntStream.range(0, SECONDS)
                  .mapToObj(i -> new Point(Instant.ofEpochSecond(begin + i), i))
                  .toList());
      assertThat(buffer.dropped()).isZero();
    }
  }

  private static void push(GraphiteSink sink, long begin, int from, int to) {
    for (int i = from; i < to; i++) {
      sink.connect();
      sink.send(NAME, Integer.toString(i), begin + i);
      sink.flush();
      sink.close();
    }
  }

  private static List<Point> points(GraphiteServer graphite) {
    return graphite.render(NAME, Duration.ofMinutes(5)).stream()
        .flatMap(series -> series.points().stream())
        .toList();
  }
}
