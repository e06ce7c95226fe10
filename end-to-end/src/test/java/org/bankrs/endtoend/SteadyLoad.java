package org.bankrs.endtoend;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask a service again and again until they are closed: often enough to meet a model
 * that is being exchanged, and so seldom that they leave the processors to what trains beside them.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int CLIENTS = 2;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final RunningService service;
  private final String row;
  private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private volatile String version = "";

  private SteadyLoad(RunningService service, String row) {
    this.service = service;
    this.row = row;
  }

  /** Begins to ask for a row. */
  static SteadyLoad start(RunningService service, String row) {
    SteadyLoad load = new SteadyLoad(service, row);
    for (int i = 0; i < CLIENTS; i++) {
      // What goes wrong in ask is kept there.
      var unused =
          load.clients.scheduleWithFixedDelay(
              load::ask, i * PAUSE.toMillis() / CLIENTS, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
    return load;
  }

  private void ask() {
    try {
      HttpResponse<String> answer = service.postJson("/predict_proba", row);
      if (answer.statusCode() == 200) {
        version = answer.headers().firstValue("X-Model-Version").orElse("none");
        answered.incrementAndGet();
      } else {
        failures.add(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException | RuntimeException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was not answered with 200; in a test that asserts there is none. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Requests answered with 200. */
  long answered() {
    return answered.get();
  }

  /** The version that answered last. */
  String version() {
    return version;
  }

  /** Lets every request that was begun have its answer. */
  @Override
  public void close() {
    clients.shutdown();
    try {
      if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
        failures.add("a request was not answered within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
