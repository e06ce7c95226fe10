package org.bankrs.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a service in bad health, which takes one request at a time. */
class LoadRunTest {
  private static final Traffic TRAFFIC = new Traffic(1, 0, List.of(), new Months(Months.LAST, 3));
  private static final int REQUESTS = 20;
  private static final int STALL_MILLIS = 50;

  private final ExecutorService one = Executors.newSingleThreadExecutor();
  private Optional<HttpServer> server = Optional.empty();

  private URI start(int status, long millis) throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setExecutor(one);
    started.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    started.start();
    server = Optional.of(started);
    return URI.create("http://127.0.0.1:" + started.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.ifPresent(s -> s.stop(0));
    one.shutdownNow();
  }

  @Test
  void anOpenLoopChargesAServiceForThoseWhoWait() throws Exception {
    // All come within a tenth of a second; the last is answered when all others were, each after
    // its stall. A loop that waited for its answers would see one stall each time.
    try (Service service = service(start(200, STALL_MILLIS), 10)) {
      Tally tally = LoadRun.open(service, TRAFFIC, arrivals(1000), limits(REQUESTS, 10));
      assertThat(tally.count(Outcome.ANSWERED)).isEqualTo(REQUESTS);
      assertThat(tally.answers(Optional.empty()).getMaxValue())
          .isGreaterThanOrEqualTo(1000L * STALL_MILLIS * REQUESTS / 2);
    }
  }

  @Test
  void anotherStatusIsUnexpectedAnd429IsTurnedAway() throws Exception {
    try (Service service = service(start(500, 0), 10)) {
      Tally tally = LoadRun.closed(service, TRAFFIC, 2, limits(REQUESTS, 10));
      assertThat(tally.count(Outcome.UNEXPECTED)).isEqualTo(REQUESTS);
    }
    stop();
    assertThat(Outcome.of(TRAFFIC.call(0), 429)).isEqualTo(Outcome.SHED);
  }

  @Test
  void everyRequestOfAServiceThatNeverAnswersIsCounted() throws Exception {
    try (Service service = service(start(200, 60_000), 1)) {
      Tally tally = LoadRun.open(service, TRAFFIC, arrivals(1000), limits(REQUESTS, 1));
      assertThat(tally.count(Outcome.values())).isEqualTo(REQUESTS);
      assertThat(tally.count(Outcome.ANSWERED)).isZero();
      assertThat(tally.count(Outcome.TIMED_OUT)).isPositive();
    }
  }

  @Test
  void aServiceThatGoesAwayIsCountedAsBroken() throws Exception {
    URI gone = start(200, 0);
    stop();
    try (Service service = service(gone, 1)) {
      Tally tally = LoadRun.closed(service, TRAFFIC, 2, limits(REQUESTS, 1));
      assertThat(tally.count(Outcome.BROKEN)).isEqualTo(REQUESTS);
    }
  }

  @Test
  void whoDescribesNoModelIsOneError() throws Exception {
    try (Service service = service(start(200, 0), 10)) {
      assertThatThrownBy(service::months)
          .isInstanceOf(LoadException.class)
          .hasMessageEndingWith("does not describe a model: expected a scoring service");
    }
  }

  private static Service service(URI url, int timeoutSeconds) {
    return new Service(url, Optional.empty(), Duration.ofSeconds(timeoutSeconds));
  }

  private static Arrivals arrivals(double rate) {
    return new Arrivals(rate, new Rhythm.Steady(), 1);
  }

  private static LoadRun.Limits limits(long requests, int graceSeconds) {
    return new LoadRun.Limits(Duration.ofSeconds(5), requests, Duration.ofSeconds(graceSeconds));
  }
}
