package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.bankrs.scoring.LogRecords;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OperatedService.class)
class AccessLogTest {
  private static final String ACCESS = "io.quarkus.http.access-log";

  @Test
  void everyRequestHasALineWithoutPersonalData() {
    try (LogRecords log = new LogRecords(ACCESS)) {
      given()
          .header(KeyCheck.HEADER, OperatedService.KEY)
          .contentType("application/json")
          .body("{\"ncodpers\": 1234567, \"nomprov\": \"MADRID\"}")
          .post("/predict?lang=code&name=Smith")
          .then()
          .statusCode(200);
      Eventually.await("a line of the access log", () -> !log.messages().isEmpty());
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("POST /predict 200")
          .doesNotContain("1234567", "MADRID", "Smith", "127.0.0.1", OperatedService.KEY);
    }
  }
}
