package org.bankrs.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bankrs.testservices.Eventually;
import org.bankrs.testservices.FreePorts;
import org.bankrs.testservices.TestTimes;

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

  /**
   * The one that all tests of the example bundle share: what they ask changes nothing for the
   * others. It starts when it is first asked for and ends with the JVM.
   */
  static RunningService ofExampleBundle() {
    return Example.SERVICE;
  }

  private static final class Example {
    static final RunningService SERVICE = startOne();

    private static RunningService startOne() {
      try {
        RunningService service = start(Repository.EXAMPLE_BUNDLE.toString(), Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "end-example-service"));
        return service;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Starts the service and waits until it is ready.
   *
   * @param model a bundle's folder, or an address of the registry
   * @param settings the service's environment
   */
  static RunningService start(String model, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port = FreePorts.choose();
    Path log = Files.createTempFile("service", ".log");
    ProcessBuilder program =
        new ProcessBuilder("tools/demo/serve.sh", model, String.valueOf(port))
            .directory(Repository.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // It lives for a few minutes at most: compiling thoroughly would not pay back.
    program
        .environment()
        .put("BANKRS_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m");
    program.environment().putAll(settings);
    Process process = program.start();
    RunningService service =
        new RunningService(process, log, URI.create("http://127.0.0.1:" + port));
    long begin = System.nanoTime();
    service.awaitReady();
    TestTimes.note("start scoring service", (System.nanoTime() - begin) / 1e9);
    return service;
  }

  private void awaitReady() throws IOException {
    AtomicReference<String> last = new AtomicReference<>("no answer");
    try {
      Eventually.await(
          "the service's start", START_LIMIT, () -> !process.isAlive() || isReady(last));
    } catch (AssertionError e) {
      throw notReady(e.getMessage() + ": " + last.get());
    }
    if (!process.isAlive()) {
      throw notReady("it ended with exit code " + process.exitValue());
    }
  }

  private boolean isReady(AtomicReference<String> last) throws InterruptedException {
    try {
      HttpResponse<String> answer = get("/q/health/ready");
      last.set(answer.body());
      return answer.statusCode() == 200;
    } catch (IOException e) {
      last.set(e.toString());
      return false;
    }
  }

  private AssertionError notReady(String reason) throws IOException {
    String output = Files.readString(log);
    close();
    return new AssertionError("the service is not ready: " + reason + "\n" + output);
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
      throw new UncheckedIOException(e);
    }
  }
}
