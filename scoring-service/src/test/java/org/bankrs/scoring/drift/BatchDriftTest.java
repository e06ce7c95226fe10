package org.bankrs.scoring.drift;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bankrs.drift.DriftReport;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;

/** The service over HTTP and the batch job in Spark: the same rows, the same figures. */
@QuarkusTest
@TestProfile(BatchDriftTest.AllRows.class)
class BatchDriftTest {
  /** A window that takes the whole month. */
  public static final class AllRows implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("bankrs.drift.rows", "100000");
    }
  }

  @Inject DriftMonitor monitor;

  @Test
  void bothComeToTheSameFigures() {
    JsonNode batch = ExampleBundle.read(ExampleBundle.drift());
    List<ObjectNode> rows =
        ExampleRows.ofMonth(ExampleBundle.rows(), batch.get("month").textValue());
    given()
        .contentType("application/json")
        .body(
            rows.stream()
                .map(JsonNode::toString)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8))
        .post("/predict")
        .then()
        .statusCode(200);

    DriftReport report = monitor.report().orElseThrow();

    assertThat(batch.get("bundle").textValue())
        .isEqualTo(ExampleBundle.manifest().get("version").textValue());
    assertThat(report.rows()).isEqualTo(rows.size()).isEqualTo(batch.get("rows").longValue());
    assertThat(report.alarms())
        .isEqualTo(batch.get("alarms").valueStream().map(JsonNode::textValue).toList());
    assertThat(batch.get("features")).hasSize(report.features().size());
    report
        .features()
        .forEach(
            feature ->
                assertThat(batch.get("features").get(feature.name()))
                    .as(feature.name())
                    .isEqualTo(
                        object(
                            Map.of(
                                "index", feature.index().value(),
                                "raw", feature.index().raw(),
                                "missing", feature.missing(),
                                "missingBefore", feature.missingBefore(),
                                "unseen", feature.unseen()))));
    report
        .scores()
        .forEach(
            score -> {
              JsonNode line = batch.get("scores").get(score.product().code());
              assertThat(line.get("index").doubleValue()).isEqualTo(score.index().value());
              assertThat(line.get("raw").doubleValue()).isEqualTo(score.index().raw());
              assertThat(line.get("rows").longValue()).isEqualTo(score.index().rows());
              assertThat(line.get("mean").doubleValue()).isEqualTo(score.mean());
              assertThat(line.get("meanBefore").doubleValue()).isEqualTo(score.meanBefore());
            });
  }

  private static ObjectNode object(Map<String, Double> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    values.forEach(object::put);
    return object;
  }
}
