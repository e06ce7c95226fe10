package org.bankrs.testservices;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The few HTTP calls with which this package asks its own servers. */
final class Http {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          // An offer of HTTP/2 beside a body is no request to some of the servers.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .build();

  private Http() {}

  /**
   * The body of an answer with status 200.
   *
   * @throws ServiceException when the server answered with another status or not at all
   */
  static String get(URI uri) {
    try {
      HttpResponse<String> response = send(uri);
      if (response.statusCode() != 200) {
        throw new ServiceException(
            "GET " + uri + " answered " + response.statusCode() + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new ServiceException("GET " + uri + " got no answer", e);
    }
  }

  /** The body of an answer with status 200, empty as long as the server gives none. */
  static String getOrEmpty(URI uri) {
    try {
      HttpResponse<String> response = send(uri);
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** The same with a bearer token. */
  static String getOrEmpty(URI uri, String token) {
    try {
      HttpResponse<String> response = send(authorized(uri, token).build());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** The status of a POST of JSON; 503 when there is no answer. */
  static int post(URI uri, String token, String json) {
    try {
      return send(posting(uri, token, json)).statusCode();
    } catch (IOException e) {
      return 503;
    }
  }

  /** The body of the answer to a POST of JSON, whatever its status; empty for none. */
  static String postForBody(URI uri, String token, String json) {
    try {
      return send(posting(uri, token, json)).body();
    } catch (IOException e) {
      return "";
    }
  }

  private static HttpRequest posting(URI uri, String token, String json) {
    return authorized(uri, token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }

  private static HttpRequest.Builder authorized(URI uri, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  /** Does anything answer there, with whatever status? */
  static boolean answers(URI uri) {
    try {
      return send(uri).statusCode() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  static String encode(String queryValue) {
    return URLEncoder.encode(queryValue, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(URI uri) throws IOException {
    return send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("Interrupted while waiting for " + request.uri(), e);
    }
  }
}
