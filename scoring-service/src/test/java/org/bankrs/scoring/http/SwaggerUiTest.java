package org.bankrs.scoring.http;

import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SwaggerUiTest {
  @Test
  void developersCanTryTheCalls() {
    Calls.get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger-ui"));
  }
}
