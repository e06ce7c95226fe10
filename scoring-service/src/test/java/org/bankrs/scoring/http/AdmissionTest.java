package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.bankrs.scoring.LogRecords;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OperatedService.class)
class AdmissionTest {
  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson"})
  void whatIsTooMuchIsSentAwayAtOnceUntilThereIsRoom(String mediaType) throws IOException {
    List<Socket> unfinished = new ArrayList<>();
    try {
      for (int i = 1; i < OperatedService.CONCURRENT; i++) {
        unfinished.add(unfinished(mediaType));
      }
      // More than the limit, as some may have been sent away while room was still taken by others.
      Eventually.await(
          "a refusal",
          () -> {
            unfinished.add(unfinished(mediaType));
            return predict().statusCode() == 429;
          });
      Response refused = predict();
      refused.then().statusCode(429).contentType(Problem.MEDIA_TYPE).header("Retry-After", "1");
      assertThat(Calls.json(refused).get("type").textValue())
          .isEqualTo("urn:bank-rs:problem:too-many-requests");
      given().get("/q/health/ready").then().statusCode(200);
    } finally {
      for (Socket socket : unfinished) {
        socket.close();
      }
    }
    Eventually.await("a place for a request", () -> predict().statusCode() == 200);
    predict().then().statusCode(200);
  }

  @Test
  void aClientThatGoesAwayIsNoFailureOfTheService() throws IOException {
    try (LogRecords log = new LogRecords("")) {
      for (int i = 0; i < OperatedService.CONCURRENT; i++) {
        unfinished("application/json").close();
        unfinished("application/x-ndjson").close();
      }
      Eventually.await("a place for a request", () -> predict().statusCode() == 200);
      predict().then().statusCode(200);
      assertThat(log.from(Level.SEVERE)).isEmpty();
    }
  }

  @Test
  void everyKindOfEndMakesRoom() {
    for (int i = 0; i < 5 * OperatedService.CONCURRENT; i++) {
      post("application/json", "{").then().statusCode(400);
      post("application/json", "[{}]").then().statusCode(200);
      post("application/x-ndjson", "{}\n{").then().statusCode(200);
      post("application/json", " ".repeat(9 << 20)).then().statusCode(413);
    }
    predict().then().statusCode(200);
  }

  /** A request whose body never ends. */
  private static Socket unfinished(String mediaType) {
    String head =
        "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n%s: %s\r\nContent-Length: 99\r\n\r\n{"
            .formatted(mediaType, KeyCheck.HEADER, OperatedService.KEY);
    try {
      Socket socket = new Socket("localhost", RestAssured.port);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Response predict() {
    return post("application/json", "{}");
  }

  private static Response post(String mediaType, String body) {
    return Calls.postWithKey("/predict", mediaType, body);
  }
}
