package org.bankrs.testservices;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
   * Starts an empty server.
   *
   * @throws ServiceException with its output when it does not come up, or when its Python
   *     environment is not installed
   */
  public static MlflowServer start() {
    Venv venv = Venv.named("mlflow");
    return ServerHome.start("mlflow", 1, (home, ports) -> start(venv, home, ports.get(0)));
  }

  private static MlflowServer start(Venv venv, ServerHome home, int port) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port);
    Path artifacts = home.createFolder("artifacts");
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
            // Without the first two it would report its use, without the third start seven more
            // processes.
            Map.of(
                "MLFLOW_DISABLE_TELEMETRY", "true",
                "DO_NOT_TRACK", "true",
                "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false"));
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
