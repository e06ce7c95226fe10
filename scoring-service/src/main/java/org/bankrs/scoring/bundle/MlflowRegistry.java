package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bankrs.scoring.ScoringConfig;

/** MLflow's model registry and the artifacts that its server hands out. Thread-safe. */
final class MlflowRegistry {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int LONGEST_WORDS = 300;
  private static final JsonMapper JSON = new JsonMapper();

  private final URI server;
  private final Optional<String> authorization;
  private final HttpClient http =
      HttpClient.newBuilder()
          // The server speaks nothing newer and logs each offer of it.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * A registry.
   *
   * @throws IllegalArgumentException when the settings name no server
   */
  MlflowRegistry(ScoringConfig.Mlflow config) {
    server = server(config.trackingUri().orElse(""));
    authorization = authorization(config);
  }

  /**
   * A version of a registered model.
   *
   * @param number as the registry counts
   * @param source where its files are: {@code mlflow-artifacts:/EXPERIMENT/RUN/artifacts/bundle}
   */
  record Version(String number, String source) {
    private static final String SERVED = "mlflow-artifacts:/";

    /** The path of a file as the server knows it. */
    private String pathOf(String file) throws IOException {
      if (!source.startsWith(SERVED)) {
        throw new IOException(
            "version %s lies at %s: expected artifacts that the MLflow server hands out (%s...)"
                .formatted(number, source, SERVED));
      }
      return source.substring(SERVED.length()).replaceFirst("^/+", "") + "/" + file;
    }
  }

  /**
   * The version that an alias leads to.
   *
   * @throws IOException when the server does not answer, or knows no such model, alias or version
   */
  Version version(RegistryAddress address) throws IOException {
    return find(address)
        .orElseThrow(
            () ->
                new IOException(
                    "%s knows no such model or alias, or its version was deleted".formatted(this)));
  }

  /**
   * The same, empty when the server knows no such model, alias or version.
   *
   * @throws IOException when the server does not answer
   */
  Optional<Version> find(RegistryAddress address) throws IOException {
    String query =
        "/api/2.0/mlflow/registered-models/alias?name=%s&alias=%s"
            .formatted(encode(address.name()), encode(address.alias()));
    try (InputStream body = get(query)) {
      JsonNode version = JSON.readTree(body).path("model_version");
      String number = version.path("version").asText();
      String source = version.path("source").asText();
      if (number.isEmpty() || source.isEmpty()) {
        throw new IOException("MLflow's answer for %s names no version".formatted(address));
      }
      return Optional.of(new Version(number, source));
    } catch (AnswerException e) {
      if (e.saysUnknown()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The server answered with an error. */
  private static final class AnswerException extends IOException {
    private static final long serialVersionUID = 1;
    // The second is MLflow's for an alias that a model does not have.
    private static final Pattern UNKNOWN =
        Pattern.compile("\"error_code\": *\"(RESOURCE_DOES_NOT_EXIST|INVALID_PARAMETER_VALUE)\"");

    private final String words;

    AnswerException(URI server, int status, String words) {
      super("MLflow at %s answered %d: %s".formatted(server, status, words));
      this.words = words;
    }

    boolean saysUnknown() {
      return UNKNOWN.matcher(words).find();
    }
  }

  /** Writes a file of a version's bundle into a local one. */
  void download(Version version, String file, Path into) throws IOException {
    String path =
        Arrays.stream(version.pathOf(file).split("/", -1))
            .map(MlflowRegistry::encode)
            .collect(Collectors.joining("/"));
    try (InputStream body = get("/api/2.0/mlflow-artifacts/artifacts/" + path)) {
      Files.copy(body, into);
    }
  }

  private InputStream get(String pathAndQuery) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + pathAndQuery)).timeout(ANSWER_TIMEOUT).GET();
    authorization.ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() == OK) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        String words =
            new String(body.readNBytes(LONGEST_WORDS), StandardCharsets.UTF_8).replace('\n', ' ');
        throw new AnswerException(server, response.statusCode(), words);
      }
    } catch (ConnectException e) {
      throw new IOException("MLflow at %s does not answer".formatted(server), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while MLflow at %s was asked".formatted(server), e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static URI server(String text) {
    String address = text.strip().replaceAll("/+$", "");
    if (!address.matches("https?://[^/@\\s]+(/\\S*)?")) {
      // The text is not repeated: it may hold a password.
      throw new IllegalArgumentException(
          "MLFLOW_TRACKING_URI is no address of a server: expected http://HOST:PORT or https://HOST");
    }
    return URI.create(address);
  }

  private static Optional<String> authorization(ScoringConfig.Mlflow config) {
    if (config.trackingUsername().isPresent() && config.trackingPassword().isPresent()) {
      String both = config.trackingUsername().get() + ":" + config.trackingPassword().get();
      return Optional.of(
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    return config.trackingToken().map(token -> "Bearer " + token);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "MLflow at " + server;
  }
}
