package org.bankrs.endtoend;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service with a model, as its own process on a free port. */
final class RunningService implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningService(Process process, Path log, URI address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  static RunningService start(Path bundle) throws IOException, InterruptedException {
    return start(bundle.toString(), Map.of());
  }

  /**
   * Starts the service and waits until it is ready.
   *
   * @param model a bundle's folder, or an address of the registry
   * @param settings the service's environment
   */
  static RunningService start(String model, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path log = Files.createTempFile("service", ".log");
    ProcessBuilder program =
        new ProcessBuilder("tools/demo/serve.sh", model, String.valueOf(port))
            .directory(Repository.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    program.environment().putAll(settings);
    Process process = program.start();
    RunningService service =
        new RunningService(process, log, URI.create("http://127.0.0.1:" + port));
    service.awaitReady();
    return service;
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(START_LIMIT);
    String last = "no answer";
    while (Instant.now().isBefore(deadline) && process.isAlive()) {
      try {
        HttpResponse<String> answer = get("/q/health/ready");
        if (answer.statusCode() == 200) {
          return;
        }
        last = answer.body();
      } catch (IOException e) {
        last = e.toString();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    String output = Files.readString(log);
    close();
    throw new IllegalStateException("the service is not ready: " + last + "\n" + output);
  }

  /** Where it listens. */
  URI address() {
    return address;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  HttpResponse<String> postJson(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
