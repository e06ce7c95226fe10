package org.bankrs.job.tracking;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway in front of a real MLflow, as companies run one: it asks for credentials, and answers
 * some of the calls with 503 instead of passing them on.
 */
public final class MlflowGateway implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI mlflow;
  private final String authorization;
  private final int refusesEach;
  private volatile int lets = Integer.MAX_VALUE;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /**
   * Opens a gateway.
   *
   * @param authorization the one value of that header that is let through
   * @param refusesEach every how many calls one is answered with 503
   */
  public MlflowGateway(URI mlflow, String authorization, int refusesEach) throws IOException {
    this.mlflow = mlflow;
    this.authorization = authorization;
    this.refusesEach = refusesEach;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.start();
  }

  /** The gateway's address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets that many calls pass from here on, then none: a server that dies. */
  public void dieAfter(int further) {
    calls.set(0);
    lets = further;
  }

  /** How many calls were answered with 503. */
  int refused() {
    return refused.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "who are you?".getBytes(StandardCharsets.UTF_8));
    } else if (refuses(calls.incrementAndGet())) {
      refused.incrementAndGet();
      answer(exchange, 503, new byte[0]);
    } else {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(mlflow + exchange.getRequestURI().toString()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) {
        request.header("Content-Type", type);
      }
      try {
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        answer(exchange, response.statusCode(), response.body());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer(exchange, 502, new byte[0]);
      }
    }
  }

  private boolean refuses(int call) {
    return call % refusesEach == 0 || call > lets;
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
