package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OperatedService.class)
class PageKeyTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @ValueSource(strings = {"/ui", "/ui/model"})
  void withoutTheKeyThePageAsksForIt(String path) {
    assertAsksForTheKey(given().get(path));
    assertAsksForTheKey(given().cookie(PagePass.COOKIE, "99999999999.abc").get(path));
    assertAsksForTheKey(given().cookie(PagePass.COOKIE, "nonsense").get(path));
    given().header(KeyCheck.HEADER, OperatedService.KEY).get(path).then().statusCode(200);
  }

  @Test
  void aCustomerThatIsSentWithoutTheKeyIsNotScored() {
    assertAsksForTheKey(given().contentType(FORM).body("age=40").post("/ui"));
  }

  @Test
  void aWrongKeyIsRefused() {
    Response response = given().contentType(FORM).body("key=wrong&lang=en").post("/ui/key");
    assertAsksForTheKey(response);
    assertThat(response.asString()).contains("That is not the key");
  }

  @Test
  void theKeyGivesAPassThatOpensThePageAlone() {
    Response entered =
        given()
            .redirects()
            .follow(false)
            .contentType(FORM)
            .body("lang=en&key=" + OperatedService.KEY.replace(' ', '+'))
            .post("/ui/key");
    entered.then().statusCode(303);
    assertThat(entered.header("Location")).endsWith("/ui?lang=en");
    Cookie pass = entered.detailedCookie(PagePass.COOKIE);
    assertThat(pass.isHttpOnly()).isTrue();
    assertThat(pass.getSameSite()).isEqualToIgnoringCase("Strict");
    assertThat(pass.getPath()).isEqualTo("/ui");
    assertThat(pass.getValue()).doesNotContain(OperatedService.KEY);

    given().cookie(PagePass.COOKIE, pass.getValue()).get("/ui").then().statusCode(200);
    given()
        .cookie(PagePass.COOKIE, pass.getValue())
        .contentType(FORM)
        .body("age=40")
        .post("/ui")
        .then()
        .statusCode(200);
    given().cookie(PagePass.COOKIE, pass.getValue()).get("/random").then().statusCode(401);

    String later = pass.getValue().replaceFirst("^\\d", "9");
    assertAsksForTheKey(given().cookie(PagePass.COOKIE, later).get("/ui"));
  }

  @Test
  void theModelTabListsTheLastReloads() {
    OperatedService.link(OperatedService.DAMAGED);
    Calls.postWithKey("/admin/reload", "application/json", "").then().statusCode(422);
    OperatedService.link(OperatedService.YES);
    Calls.postWithKey("/admin/reload", "application/json", "").then().statusCode(200);
    String page =
        given()
            .header(KeyCheck.HEADER, OperatedService.KEY)
            .get("/ui/model?lang=en")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(page)
        .contains("put to use: yes")
        .containsPattern("refused: .*report.html was changed");
    assertThat(page.indexOf("put to use: yes")).isLessThan(page.indexOf("refused: "));
  }

  private static void assertAsksForTheKey(Response response) {
    response.then().statusCode(401).contentType("text/html;charset=utf-8");
    assertThat(response.asString()).contains("type=\"password\"").doesNotContain("name=\"age\"");
  }
}
