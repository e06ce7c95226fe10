package org.bankrs.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.bankrs.schema.SnapshotMonth;

/** The service under load. Thread-safe. */
final class Service implements AutoCloseable {
  private static final int UNAUTHORIZED = 401;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final Optional<String> key;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * A service, which need not be there yet.
   *
   * @param url where it listens
   * @param key the API key, where it wants one
   * @param timeout longest time to wait for one answer
   */
  Service(URI url, Optional<String> key, Duration timeout) {
    this.url = url;
    this.key = key;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Makes sure that there is a service that is ready and takes the key.
   *
   * @throws LoadException when there is none, saying why
   */
  void check() throws LoadException, InterruptedException {
    int ready = status("/q/health/ready");
    if (ready != Call.OK) {
      throw new LoadException(
          "%s is not ready: /q/health/ready answers %d, expected 200".formatted(url, ready));
    }
    if (status("/model") == UNAUTHORIZED) {
      throw new LoadException(
          key.isEmpty()
              ? url + " wants an API key: set BANKRS_API_KEY"
              : url + " does not take the API key of BANKRS_API_KEY");
    }
  }

  private int status(String path) throws LoadException, InterruptedException {
    return get(path).statusCode();
  }

  private HttpResponse<String> get(String path) throws LoadException, InterruptedException {
    try {
      return client.send(request(path).GET().build(), BodyHandlers.ofString());
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new LoadException(
          "%s cannot be reached (%s): expected a running scoring service".formatted(url, reason));
    }
  }

  /**
   * The month that the service's model was validated on, with whose scores it compares those of
   * today, or the nearest that can be sent; and as many earlier ones as the model looks at.
   *
   * @throws LoadException when the service does not say so
   */
  Months months() throws LoadException, InterruptedException {
    String answer = get("/model").body();
    try {
      JsonNode manifest = JSON.readTree(answer);
      SnapshotMonth validation = SnapshotMonth.parse(manifest.at("/months/validation").asText());
      return new Months(Months.nearest(validation), manifest.path("history").asInt());
    } catch (JsonProcessingException | DateTimeException e) {
      throw new LoadException(
          "%s/model does not describe a model: expected a scoring service".formatted(url));
    }
  }

  /** Sends a call and waits for the end of its answer. */
  Tally.Key send(Call call) throws InterruptedException {
    HttpRequest.Builder request = request(call.endpoint().path());
    if (call.endpoint() == Endpoint.RANDOM) {
      request.GET();
    } else {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofByteArray(call.body()));
    }
    try {
      HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
      return new Tally.Key(
          call.endpoint(), Outcome.of(call, answer.statusCode()), answer.statusCode());
    } catch (HttpTimeoutException e) {
      return new Tally.Key(call.endpoint(), Outcome.TIMED_OUT, 0);
    } catch (IOException e) {
      return new Tally.Key(call.endpoint(), Outcome.BROKEN, 0);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(timeout);
    key.ifPresent(secret -> request.header("X-API-Key", secret));
    return request;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
