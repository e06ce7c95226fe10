package org.bankrs.scoring.metrics;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Collectors;
import org.bankrs.scoring.ExampleBundle;

/** Lets the service score so many rows that it can say something about drift. */
final class ScoredRows {
  /** One request with 1,200 rows and one for a random customer. */
  static final int REQUESTS = 2;

  private static final int REPEATED = 30;

  private ScoredRows() {}

  static void post() {
    String rows =
        Collections.nCopies(REPEATED, ExampleBundle.verificationRows()).stream()
            .flatMap(copy -> copy.stream().map(line -> line.get("row")))
            .map(JsonNode::toString)
            .collect(Collectors.joining(",", "[", "]"));
    given()
        .contentType("application/json")
        .body(rows.getBytes(StandardCharsets.UTF_8))
        .post("/predict")
        .then()
        .statusCode(200);
    given().get("/random").then().statusCode(200);
  }
}
