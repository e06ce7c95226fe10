package org.bankrs.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelCallsTest {
  @Test
  void rootNamesTheModel() {
    JsonNode answer = Calls.answer(Calls.get("/"));
    JsonNode manifest = ExampleBundle.manifest();
    JsonNode trainingMonths = manifest.get("months").get("train");
    assertThat(answer.get("status").textValue()).isEqualTo("ready");
    assertThat(answer.get("model")).isEqualTo(manifest.get("model"));
    assertThat(answer.get("version")).isEqualTo(manifest.get("version"));
    assertThat(answer.get("trainingMonth"))
        .isEqualTo(trainingMonths.get(trainingMonths.size() - 1));
  }

  @Test
  void modelIsTheManifest() {
    assertThat(Calls.answer(Calls.get("/model"))).isEqualTo(ExampleBundle.manifest());
  }

  @Test
  void probesAreUp() {
    assertThat(Calls.answer(Calls.get("/q/health/live")).get("status").textValue()).isEqualTo("UP");
    JsonNode ready = Calls.answer(Calls.get("/q/health/ready"));
    assertThat(ready.get("status").textValue()).isEqualTo("UP");
    assertThat(ready.get("checks").get(0).get("data").get("version"))
        .isEqualTo(ExampleBundle.manifest().get("version"));
  }

  @Test
  void randomCustomersDiffer() {
    Set<JsonNode> answers = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      JsonNode answer = Calls.answer(Calls.get("/random"));
      assertThat(answer.fieldNames())
          .toIterable()
          .containsExactlyElementsOf(Product.ALL.stream().map(Product::russian).toList());
      assertThat(answer).allMatch(value -> value.intValue() == 0 || value.intValue() == 1);
      answers.add(answer);
    }
    assertThat(answers).hasSizeGreaterThan(1);
    assertThat(Calls.answer(Calls.get("/random?lang=code")).has("recibo")).isTrue();
  }

  @Test
  void schemaTakesWhatTheServiceTakes() {
    JsonSchema schema = schema();
    for (JsonNode scored : ExampleBundle.verificationRows()) {
      assertThat(schema.validate(scored.get("row"))).as(scored.toString()).isEmpty();
    }
    ObjectNode row = ExampleBundle.row(0);
    row.put("age", 33).put("ind_cco_fin_ult1", true).putNull("sexo");
    row.put("ind_viv_fin_ult1", 1).put("ind_nomina_ult1", " NA").put("ind_recibo_ult1", " 0");
    row.putArray("history").add(ExampleBundle.earlier(0, 1));
    assertThat(schema.validate(row)).isEmpty();
    assertThat(Calls.answer(Calls.postJson("/predict", row))).hasSize(24);
  }

  @Test
  void schemaRefusesWhatTheServiceRefuses() {
    JsonSchema schema = schema();
    Stream.of(
            "{\"edad\": 3}",
            "{\"age\": []}",
            "{\"ind_cco_fin_ult1\": 2}",
            "{\"history\": {}}",
            "{\"history\": [{\"ind_cco_fin_ult1\": 1}]}",
            "{\"history\": [{\"age\": true}]}")
        .forEach(
            text -> {
              assertThat(schema.validate(ExampleBundle.parse(text))).as(text).isNotEmpty();
              Calls.post("/predict", "application/json", text).then().statusCode(422);
            });
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Calls.answer(Calls.get("/schema")));
  }

  @Test
  void schemaHasEveryColumnAndTheValuesThatTheModelKnows() {
    JsonNode properties = Calls.answer(Calls.get("/schema")).get("properties");
    assertThat(properties.fieldNames())
        .toIterable()
        .containsAll(RawSchema.NAMES)
        .contains("history");
    JsonNode segments = properties.get("segmento").get("anyOf").get(0).get("enum");
    assertThat(segments).extracting(JsonNode::textValue).contains("02 - PARTICULARES");
    JsonNode seen = properties.get("age").get("x-seen");
    assertThat(seen.get("from").doubleValue()).isBetween(2.0, seen.get("to").doubleValue());
  }

  @Test
  void everyAnswerOfTheModelNamesItsVersion() {
    String version = ExampleBundle.manifest().get("version").textValue();
    for (String path : new String[] {"/predict", "/predict_proba"}) {
      for (String type : new String[] {"application/json", "application/x-ndjson"}) {
        assertThat(Calls.post(path, type, "{}").header("X-Model-Version")).isEqualTo(version);
      }
    }
    assertThat(Calls.get("/random").header("X-Model-Version")).isEqualTo(version);
  }

  @Test
  void withoutAKeyAdminCallsAreOff() {
    Response response = Calls.post("/admin/reload", "application/json", "");
    response.then().statusCode(403).contentType(Problem.MEDIA_TYPE);
    assertThat(Calls.json(response).get("detail").textValue()).contains("BANKRS_API_KEY");
  }

  @Test
  void openApiDescribesEveryCall() {
    JsonNode api = Calls.answer(Calls.get("/q/openapi?format=json"));
    assertThat(names(api.at("/paths")))
        .containsExactlyInAnyOrder(
            "/", "/predict", "/predict_proba", "/random", "/schema", "/model", "/admin/reload");
    for (String call : List.of("predict", "predict_proba")) {
      JsonNode post = api.at("/paths/~1" + call + "/post");
      assertThat(post.at("/requestBody/$ref").textValue())
          .isEqualTo("#/components/requestBodies/rows");
      assertThat(names(post.at("/responses")))
          .containsExactlyInAnyOrder("200", "400", "401", "413", "415", "422", "429", "503");
    }
    assertThat(names(api.at("/components/requestBodies/rows/content")))
        .containsExactlyInAnyOrder("application/json", "application/x-ndjson");
    assertThat(names(api.at("/paths/~1random/get/responses")))
        .containsExactlyInAnyOrder("200", "400", "401", "503");
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }
}
