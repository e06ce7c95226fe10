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
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

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
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("Interrupted while waiting for " + uri, e);
    }
  }
}
