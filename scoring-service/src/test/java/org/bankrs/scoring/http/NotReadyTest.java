package org.bankrs.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(NotReadyTest.MissingBundle.class)
class NotReadyTest {
  private static final String REASON = "there is no model bundle: no/such/bundle is no folder";

  /** A bundle that is not there. */
  public static final class MissingBundle implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("bankrs.model.path", "no/such/bundle");
    }
  }

  @Test
  void theServiceLivesButIsNotReady() {
    assertThat(Calls.answer(Calls.get("/q/health/live")).get("status").textValue()).isEqualTo("UP");
    Response ready = Calls.get("/q/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    JsonNode check = Calls.json(ready).get("checks").get(0);
    assertThat(check.get("status").textValue()).isEqualTo("DOWN");
    assertThat(check.get("data").get("refused").textValue()).isEqualTo(REASON);
  }

  @Test
  void rootSaysWhy() {
    JsonNode answer = Calls.answer(Calls.get("/"));
    assertThat(answer.get("status").textValue()).isEqualTo("no model");
    assertThat(answer.get("refused").textValue()).isEqualTo(REASON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/random", "/schema", "/model"})
  void callsThatNeedAModelAreUnavailable(String path) {
    assertUnavailable(Calls.get(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson"})
  void scoringIsUnavailable(String mediaType) {
    assertUnavailable(Calls.post("/predict", mediaType, "{}"));
    assertUnavailable(Calls.post("/predict_proba", mediaType, "{}"));
  }

  @Test
  void thePageSaysWhy() {
    Response customer = Calls.get("/ui?lang=en");
    assertThat(customer.statusCode()).isEqualTo(503);
    assertThat(customer.asString()).contains("<html", REASON);
    Response model = Calls.get("/ui/model?lang=en");
    assertThat(model.statusCode()).isEqualTo(200);
    assertThat(model.asString()).contains("Not ready", REASON);
  }

  private static void assertUnavailable(Response response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.contentType()).isEqualTo(Problem.MEDIA_TYPE);
    JsonNode problem = Calls.json(response);
    assertThat(problem.get("type").textValue()).isEqualTo("urn:bank-rs:problem:no-model");
    assertThat(problem.get("detail").textValue()).isEqualTo(REASON);
  }
}
