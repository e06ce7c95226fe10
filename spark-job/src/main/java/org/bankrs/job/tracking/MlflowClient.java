package org.bankrs.job.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.bundle.Json;

/**
 * MLflow's REST API. A call that gets no answer, or one that may be another at the next try, is
 * repeated a few times with growing pauses; every other failure is a {@link
 * SourceUnreadableException} with the server's own words.
 */
public final class MlflowClient {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
  private static final int LONGEST_WORDS = 500;

  private final MlflowSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          // The server speaks nothing newer and logs each offer of it.
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** A client of one server. */
  public MlflowClient(MlflowSettings settings) {
    this.settings = settings;
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body JSON, if all is well
   */
  public record Answer(int status, String body) {
    /** The body; IllegalArgumentException when it is no JSON. */
    public JsonNode json() {
      return Json.read("an answer of MLflow", body, JsonNode.class);
    }

    /** The server's code of an error, empty for none. */
    public String errorCode() {
      try {
        return json().path("error_code").asText();
      } catch (IllegalArgumentException e) {
        return "";
      }
    }
  }

  /** A call whatever its answer. */
  public Answer tryGet(String call) {
    return send("GET", call, HttpRequest.newBuilder(api(call)).GET());
  }

  /** A call whatever its answer. */
  public Answer tryPost(String call, Object body) {
    return send(
        "POST",
        call,
        HttpRequest.newBuilder(api(call))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.line(body))));
  }

  /** A call whatever its answer. */
  public Answer tryDelete(String call, Object body) {
    return send(
        "DELETE",
        call,
        HttpRequest.newBuilder(api(call))
            .header("Content-Type", "application/json")
            .method("DELETE", BodyPublishers.ofString(Json.line(body))));
  }

  /** A call that must succeed. */
  public JsonNode get(String call) {
    return demand("GET", call, tryGet(call)).json();
  }

  /** A call that must succeed. */
  public JsonNode post(String call, Object body) {
    return demand("POST", call, tryPost(call, body)).json();
  }

  /**
   * Uploads an artifact.
   *
   * @param path the artifacts' path on the server and the artifact's below it
   */
  public void put(String path, byte[] content) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(artifact(path)).PUT(BodyPublishers.ofByteArray(content));
    demand("PUT", path, send("PUT", path, request));
  }

  /**
   * Downloads an artifact.
   *
   * @param path the artifacts' path on the server and the artifact's below it
   */
  public byte[] download(String path) {
    HttpResponse<byte[]> response =
        exchange("GET", path, HttpRequest.newBuilder(artifact(path)).GET());
    demand("GET", path, answer(response));
    return response.body();
  }

  private URI artifact(String path) {
    String encoded =
        Arrays.stream(path.split("/", -1))
            .map(MlflowClient::encode)
            .collect(Collectors.joining("/"));
    return URI.create(settings.server() + "/api/2.0/mlflow-artifacts/artifacts/" + encoded);
  }

  /** The answer if it is one of success. */
  public Answer demand(String method, String call, Answer answer) {
    if (answer.status() == 200) {
      return answer;
    }
    if (answer.status() == 401 || answer.status() == 403) {
      throw new SourceUnreadableException(
          "%s refused the access (%d to %s %s): check MLFLOW_TRACKING_USERNAME and _PASSWORD, or _TOKEN"
              .formatted(settings, answer.status(), method, call));
    }
    throw new SourceUnreadableException(
        "%s answered %d to %s %s: %s"
            .formatted(settings, answer.status(), method, call, words(answer)));
  }

  private URI api(String call) {
    return URI.create(settings.server() + "/api/2.0/mlflow/" + call);
  }

  private Answer send(String method, String call, HttpRequest.Builder builder) {
    return answer(exchange(method, call, builder));
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
  }

  private HttpResponse<byte[]> exchange(String method, String call, HttpRequest.Builder builder) {
    settings.authorization().ifPresent(value -> builder.header("Authorization", value));
    HttpRequest request = builder.timeout(ANSWER_TIMEOUT).build();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (!PASSING.contains(response.statusCode()) || attempt == ATTEMPTS) {
          return response;
        }
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new SourceUnreadableException(
              "%s does not answer to %s %s: %s".formatted(settings, method, call, reason(e)), e);
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      pauseFor(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private void pauseFor(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private SourceUnreadableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SourceUnreadableException("interrupted while waiting for " + settings, e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String words(Answer answer) {
    String words;
    try {
      words = answer.json().path("message").asText(answer.body());
    } catch (IllegalArgumentException e) {
      words = answer.body();
    }
    return words.strip().substring(0, Math.min(LONGEST_WORDS, words.strip().length()));
  }

  /** For a part of a path or query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
