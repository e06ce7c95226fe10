package org.bankrs.scoring.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.bundle.ModelHolder;
import org.jboss.logging.Logger;

/**
 * Posts an event to graphite-web whenever a bundle was put to use or refused, from a thread of its
 * own. What cannot be posted is tried again; of more than a few the oldest are forgotten.
 */
@Singleton
final class ReloadEvents {
  private static final Logger LOG = Logger.getLogger(ReloadEvents.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int MOST = 20;
  private static final int OK = 200;

  private final ModelHolder models;
  private final Optional<URI> address;
  private final String instance;
  private final ArrayDeque<ObjectNode> events = new ArrayDeque<>();
  private Optional<Thread> thread = Optional.empty();
  private long loaded;
  private long refused;
  private boolean failing;

  ReloadEvents(ModelHolder models, ScoringConfig config) {
    this.models = models;
    this.instance = MetricNames.prefix(config.graphite());
    this.address =
        config
            .graphite()
            .web()
            .filter(uri -> config.graphite().enabled())
            .map(uri -> URI.create(uri.toString().replaceAll("/+$", "") + "/events/"));
  }

  void start(@Observes StartupEvent event) {
    address.ifPresent(
        uri ->
            thread =
                Optional.of(
                    Thread.ofPlatform().daemon().name("reload-events").start(() -> watch(uri))));
  }

  private void watch(URI uri) {
    try (HttpClient client =
        HttpClient.newBuilder()
            // An offer of HTTP/2 beside a body is no request to some servers.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build()) {
      while (true) {
        look(models.state());
        Thread.sleep(posted(client, uri) ? LOOK : PAUSE);
      }
    } catch (InterruptedException e) {
      // The service stops.
      Thread.currentThread().interrupt();
    }
  }

  private void look(ModelHolder.State state) {
    if (state.loaded() > loaded) {
      loaded = state.loaded();
      state.inUse().ifPresent(b -> add("model in use", b.manifest().version()));
    }
    if (state.refused() > refused) {
      refused = state.refused();
      state.refusal().ifPresent(reason -> add("model refused", reason));
    }
  }

  private void add(String what, String data) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("what", what).put("data", instance + ": " + data);
    event.putArray("tags").add("bank-rs").add("reload");
    events.addLast(event.put("when", Instant.now().getEpochSecond()));
    if (events.size() > MOST) {
      events.removeFirst();
    }
  }

  /** Posts what there is, oldest first, as long as it is taken. */
  private boolean posted(HttpClient client, URI uri) throws InterruptedException {
    try {
      while (!events.isEmpty()) {
        HttpRequest request =
            HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(events.getFirst().toString()))
                .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != OK) {
          throw new IOException("it answered " + status);
        }
        events.removeFirst();
        failing = false;
      }
      return true;
    } catch (IOException e) {
      if (!failing) {
        LOG.warnf("%s takes no events: %s; trying on quietly", uri, e.getMessage());
        failing = true;
      }
      return false;
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.ifPresent(Thread::interrupt);
  }
}
