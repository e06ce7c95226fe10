package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OperatedService.class)
class ApiKeyTest {
  @ParameterizedTest
  @CsvSource({
    "POST, /predict",
    "POST, /predict?threshold=nonsense",
    "POST, /predict_proba",
    "GET, /random",
    "GET, /schema",
    "GET, /model",
    "POST, /admin/reload"
  })
  void withoutTheKeyCallsAreRefused(String method, String path) {
    assertRefused(request().request(method, path));
    for (String wrong : new String[] {"", "wrong", OperatedService.KEY + "x"}) {
      assertRefused(request().header(KeyCheck.HEADER, wrong).request(method, path));
      assertRefused(request().header("Authorization", "Bearer " + wrong).request(method, path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "application/json"})
  void withTheKeyTheyAreAnswered(String mediaType) {
    Calls.postWithKey("/predict", mediaType, "{}").then().statusCode(200);
  }

  @Test
  void theKeyMayComeAsABearer() {
    given()
        .header("Authorization", "Bearer " + OperatedService.KEY)
        .get("/random")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/predict;a=b", "//predict", "/predict/", "/%70redict", "/./predict"})
  void noSpellingOfThePathGoesRoundIt(String path) {
    Response response = request().urlEncodingEnabled(false).post(path);
    assertThat(response.statusCode()).as(response.asString()).isIn(401, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/q/health/live", "/q/health/ready", "/q/openapi"})
  void statusProbesAndDescriptionStayOpen(String path) {
    given().get(path).then().statusCode(200);
  }

  @Test
  void theKeyIsNotWritten() {
    String body = request().header(KeyCheck.HEADER, "secret guess").post("/predict").asString();
    assertThat(body).doesNotContain("secret guess", OperatedService.KEY);
  }

  private static RequestSpecification request() {
    return given().contentType("application/json").body("{}");
  }

  private static void assertRefused(Response response) {
    response
        .then()
        .statusCode(401)
        .contentType(Problem.MEDIA_TYPE)
        .header("WWW-Authenticate", "Bearer");
    assertThat(Calls.json(response).get("type").textValue())
        .isEqualTo("urn:bank-rs:problem:unauthorized");
  }
}
