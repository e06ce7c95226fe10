package org.bankrs.testservices;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An MLflow tracking server and model registry, which also takes and gives the artifacts over HTTP.
 */
public final class MlflowServer implements AutoCloseable {
  /** Importing its many packages takes tens of seconds on a busy machine. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final ServerHome home;
  private final URI trackingUri;

  private MlflowServer(ServerHome home, URI trackingUri) {
    this.home = home;
    this.trackingUri = trackingUri;
  }

  /**
   * Starts an empty server that keeps its artifacts in a folder.
   *
   * @throws ServiceException with its output when it does not come up, or when its Python
   *     environment is not installed
   */
  public static MlflowServer start() {
    return start((home) -> home.createFolder("artifacts").toString(), Map.of());
  }

  /**
   * Starts an empty server that keeps its artifacts in a bucket.
   *
   * @throws ServiceException with its output when it does not come up, or when its Python
   *     environment is not installed
   */
  public static MlflowServer start(S3Server s3, String bucket) {
    return start(
        home -> "s3://" + bucket + "/artifacts",
        Map.of(
            "MLFLOW_S3_ENDPOINT_URL",
            s3.endpoint().toString(),
            "AWS_ACCESS_KEY_ID",
            s3.accessKey(),
            "AWS_SECRET_ACCESS_KEY",
            s3.secretKey(),
            "AWS_DEFAULT_REGION",
            "us-east-1",
            // Trailing checksums are Amazon's own; other servers need not know them.
            "AWS_REQUEST_CHECKSUM_CALCULATION",
            "when_required",
            "AWS_RESPONSE_CHECKSUM_VALIDATION",
            "when_required"));
  }

  /** Chooses where artifacts go. */
  private interface Destination {
    String of(ServerHome home) throws IOException;
  }

  private static MlflowServer start(Destination artifacts, Map<String, String> environment) {
    Venv venv = Venv.named("mlflow");
    return ServerHome.start(
        "mlflow",
        1,
        (home, ports) -> start(venv, home, ports.get(0), artifacts.of(home), environment));
  }

  private static MlflowServer start(
      Venv venv, ServerHome home, int port, String artifacts, Map<String, String> more) {
    URI uri = URI.create("http://127.0.0.1:" + port);
    // Without the first two it would report its use, without the third start seven more processes.
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
    environment.put("DO_NOT_TRACK", "true");
    environment.put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
    Program program =
        new Program(
            "mlflow",
            List.of(
                venv.python().toString(),
                "-m",
                "mlflow",
                "server",
                "--host=127.0.0.1",
                "--port=" + port,
                "--workers=1",
                "--backend-store-uri=sqlite:///" + home.folder().resolve("mlflow.db"),
                "--artifacts-destination=" + artifacts,
                "--serve-artifacts"),
            environment);
    home.start(program);
    home.awaitReady(START_TIMEOUT, () -> !Http.getOrEmpty(uri.resolve("/health")).isEmpty());
    return new MlflowServer(home, uri);
  }

  /** What clients take as {@code MLFLOW_TRACKING_URI}, without a slash at the end. */
  public URI trackingUri() {
    return trackingUri;
  }

  List<ProcessHandle> processes() {
    return home.processes();
  }

  @Override
  public void close() {
    home.close();
  }
}
