package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.bankrs.scoring.ExampleBundle;

/** Calls the service under test as a client does. */
final class Calls {
  // Sends the media types as they are given, with the body in UTF-8.
  private static final RestAssuredConfig PLAIN =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false));

  private Calls() {}

  static Response get(String path) {
    return given().get(path);
  }

  static Response post(String path, String contentType, String body) {
    return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static Response post(String path, String contentType, byte[] body) {
    return given().config(PLAIN).contentType(contentType).body(body).post(path);
  }

  /** Like {@link #post}, with the key of the operated service. */
  static Response postWithKey(String path, String contentType, String body) {
    return given()
        .config(PLAIN)
        .header(KeyCheck.HEADER, OperatedService.KEY)
        .contentType(contentType)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(path);
  }

  static Response postJson(String path, JsonNode body) {
    return post(path, "application/json", body.toString());
  }

  /** The body of a good answer. */
  static JsonNode answer(Response response) {
    response.then().statusCode(200).contentType("application/json");
    return json(response);
  }

  static JsonNode json(Response response) {
    return ExampleBundle.parse(new String(response.asByteArray(), StandardCharsets.UTF_8));
  }
}
