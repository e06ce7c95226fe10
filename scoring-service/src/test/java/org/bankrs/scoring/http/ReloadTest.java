package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OperatedService.class)
class ReloadTest {
  private static final int RELOADS = 100;
  private static final int ROWS = 40;

  @Inject MeterRegistry registry;

  @BeforeEach
  void serveYes() {
    OperatedService.link(OperatedService.YES);
    reload().then().statusCode(200);
  }

  private static Response reload() {
    return given().header(KeyCheck.HEADER, OperatedService.KEY).post("/admin/reload");
  }

  @Test
  void underLoadEveryRequestIsAnsweredByExactlyOneModel() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Set<String>>> loads = new ArrayList<>();
      loads.add(threads.submit(load(client, done, "application/json", "{}")));
      loads.add(threads.submit(load(client, done, "application/json", "[" + rows(",") + "]")));
      loads.add(threads.submit(load(client, done, "application/x-ndjson", rows("\n"))));
      try {
        for (int i = 0; i < RELOADS; i++) {
          String version = i % 2 == 0 ? OperatedService.NO : OperatedService.YES;
          OperatedService.link(version);
          assertThat(Calls.answer(reload()).get("version").textValue()).isEqualTo(version);
        }
      } finally {
        done.set(true);
      }
      for (Future<Set<String>> load : loads) {
        assertThat(load.get())
            .as("versions that answered")
            .containsExactlyInAnyOrder(OperatedService.YES, OperatedService.NO);
      }
    }
  }

  private static String rows(String between) {
    return String.join(between, Collections.nCopies(ROWS, "{}"));
  }

  /** Asks until it is done; gives the versions that answered. */
  private static Callable<Set<String>> load(
      HttpClient client, AtomicBoolean done, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/predict"))
            .header("Content-Type", type)
            .header(KeyCheck.HEADER, OperatedService.KEY)
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return () -> {
      Set<String> versions = new HashSet<>();
      while (!done.get()) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String version = answer.headers().firstValue("X-Model-Version").orElseThrow();
        versions.add(version);
        for (String line : answer.body().lines().toList()) {
          assertDecided(ExampleBundle.parse(line), version);
        }
      }
      return versions;
    };
  }

  /** Every answer of one model is all ones, of the other all zeros. */
  private static void assertDecided(JsonNode answer, String version) {
    if (answer.isArray()) {
      answer.forEach(one -> assertDecided(one, version));
    } else {
      int expected = version.equals(OperatedService.YES) ? 1 : 0;
      assertThat(answer).as(version).hasSize(24).allMatch(value -> value.intValue() == expected);
    }
  }

  @Test
  void aNewBundleIsFoundWithoutBeingTold() {
    OperatedService.link(OperatedService.NO);
    awaitRoot("version", OperatedService.NO);
  }

  @Test
  void aBadBundleIsReportedAndTheOldOneServesOn() {
    OperatedService.link(OperatedService.DAMAGED);
    Response refused = reload();
    refused.then().statusCode(422).contentType(Problem.MEDIA_TYPE);
    String reason = Calls.json(refused).get("detail").textValue();
    assertThat(reason).contains("report.html was changed");

    Response health = Calls.get("/q/health");
    health.then().statusCode(200);
    JsonNode check = Calls.json(health).get("checks").get(0);
    assertThat(check.get("status").textValue()).isEqualTo("UP");
    assertThat(check.get("data").get("version").textValue()).isEqualTo(OperatedService.YES);
    assertThat(check.get("data").get("refused").textValue()).isEqualTo(reason);
    assertThat(registry.get("model.refused").gauge().value()).isEqualTo(1);
    given()
        .header(KeyCheck.HEADER, OperatedService.KEY)
        .get("/random")
        .then()
        .statusCode(200)
        .header("X-Model-Version", OperatedService.YES);

    double loaded = registry.get("model.loaded").gauge().value();
    OperatedService.link(OperatedService.NO);
    awaitRoot("version", OperatedService.NO);
    assertThat(registry.get("model.refused").gauge().value()).isZero();
    assertThat(registry.get("model.loaded").gauge().value()).isGreaterThan(loaded);
  }

  private static void awaitRoot(String field, String value) {
    Eventually.awaitEqual(
        "the service's " + field,
        value,
        Duration.ofSeconds(30),
        () -> Calls.answer(Calls.get("/")).path(field).asText());
  }
}
