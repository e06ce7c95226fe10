package org.bankrs.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Set;
import java.util.stream.Collectors;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExplanationTest {
  private static final Set<String> FEATURES =
      Features.ALL.stream().map(Feature::name).collect(Collectors.toUnmodifiableSet());

  @Test
  void whatMovedEachLikelyProductAddsUpToItsProbability() {
    int explained = 0;
    for (int i = 0; i < 10; i++) {
      JsonNode row = ExampleBundle.row(i);
      JsonNode plain = Calls.answer(Calls.postJson("/predict_proba?lang=code&threshold=0", row));
      JsonNode answer =
          Calls.answer(Calls.postJson("/predict_proba?lang=code&threshold=0&explain=true", row));
      JsonNode explanation = answer.get("explanation");
      assertThat(explanation.fieldNames())
          .toIterable()
          .containsExactlyElementsOf(plain::fieldNames);
      for (var product : plain.properties()) {
        assertThat(answer.get(product.getKey())).isEqualTo(product.getValue());
        explained +=
            assertAddsUp(explanation.get(product.getKey()), product.getValue().doubleValue());
      }
    }
    assertThat(explained).as("products that some feature moved").isPositive();
  }

  /** Gives 1 when there is a feature that moved the product. */
  private static int assertAddsUp(JsonNode explanation, double probability) {
    double logOdds = explanation.get("logOdds").doubleValue();
    assertThat(1 / (1 + Math.exp(-logOdds))).isCloseTo(probability, within(1e-12));
    double sum = explanation.get("base").doubleValue() + explanation.get("rest").doubleValue();
    double strongest = Double.POSITIVE_INFINITY;
    JsonNode features = explanation.get("features");
    assertThat(features).hasSizeLessThanOrEqualTo(5);
    for (JsonNode feature : features) {
      double effect = feature.get("effect").doubleValue();
      assertThat(FEATURES).contains(feature.get("feature").textValue());
      assertThat(Math.abs(effect)).isPositive().isLessThanOrEqualTo(strongest);
      strongest = Math.abs(effect);
      sum += effect;
    }
    assertThat(sum).isCloseTo(logOdds, within(1e-9));
    return features.isEmpty() ? 0 : 1;
  }

  @Test
  void decisionsExplainWhatTheyRecommend() {
    int recommended = 0;
    for (JsonNode scored : ExampleBundle.verificationRows()) {
      JsonNode answer =
          Calls.answer(Calls.postJson("/predict?lang=code&explain=true", scored.get("row")));
      JsonNode explanation = answer.get("explanation");
      for (var product : explanation.properties()) {
        assertThat(answer.get(product.getKey()).intValue()).isEqualTo(1);
      }
      long ones = answer.properties().stream().filter(p -> p.getValue().asInt() == 1).count();
      assertThat(explanation).hasSize((int) ones);
      recommended += (int) ones;
    }
    assertThat(recommended).isPositive();
  }

  @Test
  void eachRowOfAnArrayAndOfAStreamHasItsOwn() {
    JsonNode first = ExampleBundle.row(0);
    JsonNode second = ExampleBundle.row(1);
    String path = "/predict_proba?lang=code&threshold=0&explain=true";
    JsonNode one = Calls.answer(Calls.postJson(path, first));
    JsonNode two = Calls.answer(Calls.postJson(path, second));
    JsonNode array =
        Calls.answer(Calls.post(path, "application/json", "[" + first + "," + second + "]"));
    assertThat(array).containsExactly(one, two);
    Response stream = Calls.post(path, "application/x-ndjson", first + "\n" + second);
    assertThat(stream.asString().lines().map(ExampleBundle::parse)).containsExactly(one, two);
  }

  @Test
  void withoutAskingThereIsNone() {
    assertThat(Calls.answer(Calls.postJson("/predict", ExampleBundle.row(0)))).hasSize(24);
    assertThat(Calls.answer(Calls.postJson("/predict?explain=false", ExampleBundle.row(0))))
        .hasSize(24);
  }
}
