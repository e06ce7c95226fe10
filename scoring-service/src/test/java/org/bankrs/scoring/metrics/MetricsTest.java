package org.bankrs.scoring.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bankrs.schema.Product;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsTest {
  @Inject MeterRegistry registry;

  @Test
  void recommendationsAreCountedByProduct() {
    JsonNode row = ExampleBundle.row(0);
    double[] before = targets();
    JsonNode answer = ExampleBundle.parse(post("/predict?lang=code", row.toString()));
    double[] after = targets();
    for (Product product : Product.ALL) {
      assertThat(after[product.ordinal()] - before[product.ordinal()])
          .as(product.code())
          .isEqualTo(answer.get(product.code()).intValue());
    }
  }

  private double[] targets() {
    return Product.ALL.stream()
        .mapToDouble(p -> registry.get("target").tag("product", p.code()).counter().count())
        .toArray();
  }

  private static String post(String path, String body) {
    byte[] bytes =
        given()
            .contentType("application/json")
            .body(body.getBytes(StandardCharsets.UTF_8))
            .post(path)
            .asByteArray();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void requestsAreCountedAndTimedByEndpointAndCode() {
    double requests = counter("requests");
    long timed = registry.get("response_time").tag("endpoint", "predict_proba").timer().count();
    double refused = code("422");
    post("/predict_proba", "{\"edad\": 1}");
    Eventually.await(
        "the refused request", () -> code("422") > refused && counter("requests") > requests);
    assertThat(counter("requests")).isEqualTo(requests + 1);
    assertThat(code("422")).isEqualTo(refused + 1);
    Eventually.await("its time", () -> timer("predict_proba") > timed);
    assertThat(timer("predict_proba")).isEqualTo(timed + 1);
    assertThat(
            registry
                .get("response_time")
                .tag("endpoint", "predict_proba")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .isPositive();
  }

  @Test
  void unknownPathsAreOneEndpointAndProbesNone() {
    long other = timer("other");
    given().get("/q/health/live");
    given().get("/nowhere/" + other);
    given().get("/q/health/ready");
    given().get("/somewhere");
    Eventually.await("both unknown paths", () -> timer("other") >= other + 2);
    assertThat(timer("other")).isEqualTo(other + 2);
  }

  @Test
  void theModelsVersionIsTheTimeItWasMade() {
    assertThat((long) registry.get("model.version").gauge().value())
        .isEqualTo(
            Instant.parse(ExampleBundle.manifest().get("createdAt").textValue()).getEpochSecond());
  }

  @Test
  void theSystemIsMeasured() {
    assertThat(registry.get("system.cpu_load").gauge().value()).isBetween(0.0, 100.0);
    assertThat(registry.get("system.memory_free_mb").gauge().value()).isPositive();
    assertThat(registry.get("system.up_time").gauge().value()).isPositive();
  }

  private double counter(String name) {
    return registry.get(name).counter().count();
  }

  private double code(String code) {
    return registry.get("response_code").tag("code", code).counter().count();
  }

  private long timer(String endpoint) {
    return registry.get("response_time").tag("endpoint", endpoint).timer().count();
  }
}
