package org.bankrs.scoring;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SmokeTest {
  @Test
  void live() {
    given().get("/q/health/live").then().statusCode(200);
  }
}
