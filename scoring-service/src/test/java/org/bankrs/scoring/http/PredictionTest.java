package org.bankrs.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PredictionTest {
  private static final String ALL = "/predict_proba?threshold=0&lang=code";

  @Test
  void probabilitiesAreThoseOfSparkWithoutTheProductsHeld() {
    int checked = 0;
    for (JsonNode scored : ExampleBundle.verificationRows()) {
      JsonNode row = scored.get("row");
      JsonNode answer = Calls.answer(Calls.postJson(ALL, row));
      for (Product product : Product.ALL) {
        if (holds(row, product)) {
          assertThat(answer.has(product.code())).as(product.code()).isFalse();
        } else {
          assertThat(answer.get(product.code()).doubleValue())
              .as("%s of %s", product.code(), row)
              .isCloseTo(
                  scored.get("probabilities").get(product.ordinal()).doubleValue(), within(1e-12));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void requestsAtTheSameTimeDoNotMixTheirRows() {
    List<JsonNode> rows =
        ExampleBundle.verificationRows().stream().map(scored -> scored.get("row")).toList();
    List<JsonNode> oneByOne =
        rows.stream().map(row -> Calls.answer(Calls.postJson(ALL, row))).toList();
    List<JsonNode> together =
        rows.parallelStream().map(row -> Calls.answer(Calls.postJson(ALL, row))).toList();
    assertThat(together).isEqualTo(oneByOne);
  }

  @Test
  void probabilitiesComeHighestFirst() {
    JsonNode answer = Calls.answer(Calls.postJson(ALL, ExampleBundle.row(0)));
    List<Double> values = new ArrayList<>();
    answer.forEach(value -> values.add(value.doubleValue()));
    assertThat(values).hasSizeGreaterThan(1).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void theThresholdLeavesOutWhatIsLessLikely() {
    JsonNode row = ExampleBundle.row(0);
    JsonNode all = Calls.answer(Calls.postJson(ALL, row));
    List<String> codes = new ArrayList<>();
    all.fieldNames().forEachRemaining(codes::add);
    double third = all.get(codes.get(2)).doubleValue();
    JsonNode answer =
        Calls.answer(Calls.postJson("/predict_proba?lang=code&threshold=" + third, row));
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            codes.stream().filter(code -> all.get(code).doubleValue() >= third).toList());
    JsonNode byDefault = Calls.answer(Calls.postJson("/predict_proba?lang=code", row));
    assertThat(byDefault.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            codes.stream().filter(code -> all.get(code).doubleValue() >= 0.01).toList());
  }

  @Test
  void decisionsFollowTheModelsThresholdsAndLeaveOutTheProductsHeld() {
    JsonNode thresholds = ExampleBundle.manifest().get("thresholds");
    int recommended = 0;
    for (JsonNode scored : ExampleBundle.verificationRows()) {
      JsonNode answer = Calls.answer(Calls.postJson("/predict?lang=code", scored.get("row")));
      for (Product product : Product.ALL) {
        double probability = scored.get("probabilities").get(product.ordinal()).doubleValue();
        double threshold = thresholds.get(product.code()).doubleValue();
        // At the very threshold the last digit decides.
        if (Math.abs(probability - threshold) > 1e-9) {
          boolean expected = probability > threshold && !holds(scored.get("row"), product);
          assertThat(answer.get(product.code()).intValue())
              .as("%s: %s against %s", product.code(), probability, threshold)
              .isEqualTo(expected ? 1 : 0);
          recommended += expected ? 1 : 0;
        }
      }
    }
    assertThat(recommended).isPositive();
  }

  @Test
  void languagesNameTheSameProducts() {
    JsonNode row = ExampleBundle.row(1);
    JsonNode codes = Calls.answer(Calls.postJson("/predict?lang=code", row));
    assertNamed(Calls.answer(Calls.postJson("/predict", row)), codes, Product::russian);
    assertNamed(Calls.answer(Calls.postJson("/predict?lang=ru", row)), codes, Product::russian);
    assertNamed(Calls.answer(Calls.postJson("/predict?lang=en", row)), codes, Product::english);
  }

  private static void assertNamed(
      JsonNode answer, JsonNode codes, Function<Product, String> nameOf) {
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(Product.ALL.stream().map(nameOf).toList());
    for (Product product : Product.ALL) {
      assertThat(answer.get(nameOf.apply(product))).isEqualTo(codes.get(product.code()));
    }
  }

  @Test
  void anArrayIsAnsweredInOrderAndABadRowInItsPlace() {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    rows.add(ExampleBundle.row(0));
    rows.addObject().put("age", "old");
    rows.add(ExampleBundle.row(1));
    JsonNode answer = Calls.answer(Calls.postJson(ALL, rows));
    assertThat(answer).hasSize(3);
    assertThat(answer.get(0)).isEqualTo(Calls.answer(Calls.postJson(ALL, ExampleBundle.row(0))));
    assertThat(answer.get(2)).isEqualTo(Calls.answer(Calls.postJson(ALL, ExampleBundle.row(1))));
    JsonNode problem = answer.get(1);
    assertThat(problem.get("status").intValue()).isEqualTo(422);
    assertThat(problem.get("row").intValue()).isEqualTo(1);
    assertThat(problem.get("field").textValue()).isEqualTo("age");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/predict", "/predict_proba"})
  void aStreamIsAnsweredLineByLineAndABadLineDoesNotStopIt(String path) {
    String good = ExampleBundle.row(0).toString();
    String lines =
        String.join("\n", good, "{\"age\":", "", "{\"edad\":33}", "  ", "7", good + good, good);
    Response response = Calls.post(path, "application/x-ndjson", lines);
    response.then().statusCode(200).contentType("application/x-ndjson");
    List<JsonNode> answers =
        new String(response.asByteArray(), StandardCharsets.UTF_8)
            .lines()
            .map(ExampleBundle::parse)
            .toList();
    JsonNode one = Calls.answer(Calls.postJson(path, ExampleBundle.row(0)));
    assertThat(answers).hasSize(6);
    assertThat(answers.get(0)).isEqualTo(one);
    assertThat(answers.get(5)).isEqualTo(one);
    assertProblem(answers.get(1), "broken-json", 1);
    assertProblem(answers.get(2), "invalid-row", 2);
    assertThat(answers.get(2).get("field").textValue()).isEqualTo("edad");
    assertProblem(answers.get(3), "invalid-row", 3);
    assertProblem(answers.get(4), "invalid-body", 4);
  }

  private static void assertProblem(JsonNode answer, String type, int row) {
    assertThat(answer.path("type").asText()).as(answer.toString()).endsWith(":" + type);
    assertThat(answer.get("row").intValue()).isEqualTo(row);
  }

  @Test
  void aLongStreamIsAnsweredWhileItIsSent() throws IOException, InterruptedException {
    String line = ExampleBundle.row(0) + "\n";
    // More than a JSON body may have.
    int rows = 12_000_000 / line.length();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/predict"))
            .header("Content-Type", "application/x-ndjson")
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofString(line.repeat(rows)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Stream<String>> response =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      List<String> answers = response.body().toList();
      assertThat(answers).hasSize(rows).containsOnly(answers.get(0));
    }
  }

  @Test
  void valuesMayBeTextsOrNumbersOrBooleans() {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    texts.put("fecha_dato", "2016-04-28");
    texts.put("age", " 35");
    texts.put("antiguedad", "6");
    texts.put("renta", "87218.10");
    texts.put("indrel", "1.0");
    texts.put("cod_prov", "29");
    texts.put("ind_cco_fin_ult1", "1");
    texts.put("ind_recibo_ult1", "0");
    ObjectNode numbers = JsonNodeFactory.instance.objectNode();
    numbers.put("fecha_dato", "2016-04-28");
    numbers.put("age", 35);
    numbers.put("antiguedad", 6.0);
    numbers.put("renta", 87218.1);
    numbers.put("indrel", 1);
    numbers.put("cod_prov", 29);
    numbers.put("ind_cco_fin_ult1", true);
    numbers.put("ind_recibo_ult1", false);
    JsonNode answer = Calls.answer(Calls.postJson(ALL, texts));
    assertThat(answer).isEqualTo(Calls.answer(Calls.postJson(ALL, numbers)));
    assertThat(answer.has("cco")).isFalse();
    assertThat(answer.has("recibo")).isTrue();
  }

  @Test
  void missingFieldsNullsBlanksAndNaAreMissingValues() {
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    JsonNode expected = Calls.answer(Calls.postJson(ALL, empty));
    assertThat(expected).hasSize(24);
    for (String missing : List.of("", " NA", "null")) {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      RawSchema.NAMES.forEach(name -> row.put(name, missing));
      assertThat(Calls.answer(Calls.postJson(ALL, row))).as(missing).isEqualTo(expected);
    }
    ObjectNode nulls = JsonNodeFactory.instance.objectNode();
    RawSchema.NAMES.forEach(nulls::putNull);
    nulls.putNull("history");
    assertThat(Calls.answer(Calls.postJson(ALL, nulls))).isEqualTo(expected);
  }

  @Test
  void valuesThatTheModelHasNeverSeenAreScored() {
    ObjectNode row = ExampleBundle.row(0);
    row.put("canal_entrada", "ZZZ");
    row.put("nomprov", "A CORUÑA, \"😀\"");
    row.put("pais_residencia", "новая");
    row.put("renta", "1e300");
    assertThat(Calls.answer(Calls.postJson("/predict", row))).hasSize(24);
  }

  @Test
  void topKeepsTheLikeliest() {
    ObjectNode row = ExampleBundle.row(0);
    List<String> all = names(Calls.answer(Calls.postJson(ALL, row)));
    assertThat(names(Calls.answer(Calls.postJson(ALL + "&top=7", row))))
        .isEqualTo(all.subList(0, 7));
    assertThat(names(Calls.answer(Calls.postJson(ALL + "&top=24", row)))).isEqualTo(all);
  }

  private static List<String> names(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void historyIsTaken() {
    ObjectNode row = ExampleBundle.row(0);
    JsonNode expected = Calls.answer(Calls.postJson(ALL, row));
    row.putArray("history").add(ExampleBundle.earlier(0, 2)).add(ExampleBundle.earlier(0, 1));
    // The model of the example looks at the last month alone.
    assertThat(Calls.answer(Calls.postJson(ALL, row))).isEqualTo(expected);
  }

  private static boolean holds(JsonNode row, Product product) {
    String text = row.path(product.column()).asText().strip();
    return text.equals("1") || text.equals("1.0");
  }
}
