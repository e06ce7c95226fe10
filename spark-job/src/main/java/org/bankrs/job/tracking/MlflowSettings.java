package org.bankrs.job.tracking;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * How MLflow is reached.
 *
 * @param server its address without a slash at the end
 * @param experiment the experiment's name
 * @param authorization the value of the header of that name
 */
public record MlflowSettings(URI server, String experiment, Optional<String> authorization) {
  private static final String EXPECTED = "expected http://HOST:PORT or https://HOST";

  /**
   * Reads the variables that MLflow's own clients read.
   *
   * @throws IllegalArgumentException when the address is none of a server
   */
  public static MlflowSettings of(Map<String, String> environment) {
    String experiment = environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", "");
    return new MlflowSettings(
        server(environment.getOrDefault("MLFLOW_TRACKING_URI", "").strip()),
        experiment.isBlank() ? "bank-rs" : experiment,
        authorization(environment));
  }

  private static URI server(String text) {
    URI uri;
    try {
      uri = URI.create(text.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("MLFLOW_TRACKING_URI is no address: " + EXPECTED, e);
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "MLFLOW_TRACKING_URI holds a user: expected MLFLOW_TRACKING_USERNAME and"
              + " MLFLOW_TRACKING_PASSWORD instead");
    }
    if (uri.getHost() == null
        || !("http".equalsIgnoreCase(uri.getScheme())
            || "https".equalsIgnoreCase(uri.getScheme()))) {
      throw new IllegalArgumentException("MLFLOW_TRACKING_URI " + text + ": " + EXPECTED);
    }
    return uri;
  }

  private static Optional<String> authorization(Map<String, String> environment) {
    String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
    String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
    if (!user.isEmpty() && !password.isEmpty()) {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
    }
    return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "MLflow at " + server;
  }
}
