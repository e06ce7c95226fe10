package org.bankrs.job.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.registry.ModelVersion;

/**
 * Events on the dashboards, posted to graphite-web where {@code GRAPHITE_URL} names one. A Graphite
 * that does not take one is said in a line and stops nothing.
 *
 * @param server address of graphite-web, empty for none
 * @param warnings where that line goes
 */
public record GraphiteEvents(Optional<String> server, PrintStream warnings) {
  private static final int OK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** By the environment; warnings go to the standard error stream. */
  public static GraphiteEvents of(Map<String, String> environment) {
    String server = environment.getOrDefault("GRAPHITE_URL", "").strip().replaceAll("/+$", "");
    return new GraphiteEvents(
        server.isEmpty() ? Optional.empty() : Optional.of(server), System.err);
  }

  /** What can happen to a version of a model. */
  public enum Event {
    /** It became the champion. */
    PROMOTED("model promoted", "promotion"),
    /** It became the champion again. */
    ROLLED_BACK("model rolled back", "promotion"),
    /** The gate refused it. */
    REFUSED("model refused", "refusal");

    private final String what;
    private final String tag;

    Event(String what, String tag) {
      this.what = what;
      this.tag = tag;
    }
  }

  /**
   * Posts an event.
   *
   * @param event what happened
   * @param model the name of the model in the registry
   * @param version the version to which it happened
   */
  public void post(Event event, String model, ModelVersion version) {
    if (server.isEmpty()) {
      return;
    }
    String body =
        Json.line(
            Map.of(
                "what",
                event.what,
                "tags",
                List.of("bank-rs", event.tag),
                "data",
                version + " of " + model));
    try {
      HttpResponse<String> answer = send(URI.create(server.get() + "/events/"), body);
      if (answer.statusCode() != OK) {
        warn("answered " + answer.statusCode());
      }
    } catch (IOException | IllegalArgumentException e) {
      warn(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      warn("interrupted");
    }
  }

  private static HttpResponse<String> send(URI address, String body)
      throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        // An offer of HTTP/2 beside a body is no request to some servers.
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TIMEOUT)
        .build()
        .send(
            HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private void warn(String reason) {
    warnings.println("bankrs: no event in Graphite at " + server.get() + ": " + reason);
  }
}
