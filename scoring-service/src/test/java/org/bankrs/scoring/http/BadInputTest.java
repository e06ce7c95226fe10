package org.bankrs.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputTest {
  private static final String JSON = "application/json";

  static Stream<Arguments> badBodies() {
    return Stream.of(
        // what, body, status, type, part of the detail
        arguments("empty body", "", 422, "invalid-body", "the body is empty"),
        arguments("blank body", " \n ", 422, "invalid-body", "the body is empty"),
        arguments("cut off", "{\"age\": 3", 400, "broken-json", "line 1, column"),
        arguments("not JSON", "age=33", 400, "broken-json", "line 1, column"),
        arguments("single quotes", "{'age': 3}", 400, "broken-json", "line 1, column"),
        arguments("not a number", "{\"age\": NaN}", 400, "broken-json", "NaN"),
        arguments("leading zero", "{\"age\": 035}", 400, "broken-json", "Leading zeroes"),
        arguments("trailing comma", "[{},]", 400, "broken-json", "line 1, column"),
        arguments("two rows", "{}{}", 422, "invalid-body", "something follows"),
        arguments("garbage behind", "{} x", 400, "broken-json", "line 1, column"),
        arguments("empty array", "[]", 422, "invalid-body", "the array is empty"),
        arguments("a number", "5", 422, "invalid-body", "a single value"),
        arguments("a text", "\"row\"", 422, "invalid-body", "a single value"),
        arguments("null", "null", 422, "invalid-body", "a single value"),
        arguments(
            "unknown field", "{\"agee\": 3}", 422, "invalid-row", "nearest known name is age"),
        arguments("other case", "{\"AGE\": 3}", 422, "invalid-row", "nearest known name is age"),
        arguments("no name", "{\"\": 3}", 422, "invalid-row", "unknown field"),
        arguments("twice", "{\"age\": 3, \"age\": 4}", 422, "invalid-row", "age is given twice"),
        arguments(
            "word for number", "{\"renta\": \"much\"}", 422, "invalid-row", "renta: \"much\""),
        arguments("array for number", "{\"age\": [33]}", 422, "invalid-row", "age is an array"),
        arguments("object for code", "{\"sexo\": {}}", 422, "invalid-row", "sexo is an object"),
        arguments("boolean for number", "{\"age\": true}", 422, "invalid-row", "age is true"),
        arguments(
            "other date",
            "{\"fecha_dato\": \"28/04/2016\"}",
            422,
            "invalid-row",
            "a date as yyyy-MM-dd"),
        arguments(
            "no such day", "{\"fecha_alta\": \"2015-02-30\"}", 422, "invalid-row", "fecha_alta"),
        arguments("flag of 2", "{\"ind_cco_fin_ult1\": 2}", 422, "invalid-row", "is not 0 or 1"),
        arguments("huge number", "{\"renta\": 1e999}", 422, "invalid-row", "renta"),
        arguments("negative customer", "{\"ncodpers\": -1}", 422, "invalid-row", "ncodpers"),
        arguments(
            "history of one", "{\"history\": {}}", 422, "invalid-row", "history is an object"),
        arguments(
            "bad month in history",
            "{\"history\": [{}, {\"age\": \"x\"}]}",
            422,
            "invalid-row",
            "history[1].age: \"x\""),
        arguments("text in history", "{\"history\": [\"x\"]}", 422, "invalid-row", "history[0] is"),
        arguments(
            "history in history",
            "{\"history\": [{\"history\": []}]}",
            422,
            "invalid-row",
            "unknown field \"history[0].history\""),
        arguments(
            "history without a month",
            history("{\"ind_cco_fin_ult1\": 1}"),
            422,
            "invalid-row",
            "history[0].fecha_dato is missing"),
        arguments(
            "history without products",
            history(at("2016-01") + "}, " + at("2016-02") + ", \"age\": 3}"),
            422,
            "invalid-row",
            "history[0] names no product"),
        arguments(
            "history in disorder",
            history(cco("2016-02") + "," + cco("2016-01")),
            422,
            "invalid-row",
            "history[1].fecha_dato is 2016-01: expected a later month"),
        arguments(
            "a month twice",
            history(cco("2016-02") + "," + cco("2016-02")),
            422,
            "invalid-row",
            "history[1].fecha_dato is 2016-02: expected a later month"),
        arguments(
            "history of the future",
            history(cco("2016-01") + "," + cco("2016-04")),
            422,
            "invalid-row",
            "history[1].fecha_dato is 2016-04: expected a month before that of the row, 2016-04"),
        arguments(
            "history of another",
            history(at("2016-03") + ", \"ncodpers\": 8, \"ind_cco_fin_ult1\": 1}"),
            422,
            "invalid-row",
            "history[0].ncodpers is 8: expected the customer of the row, 7"),
        arguments(
            "history that leads nowhere",
            "{\"history\": [" + cco("2016-01") + "]}",
            422,
            "invalid-row",
            "fecha_dato is missing"),
        arguments(
            "long history",
            "{\"history\": [" + "{},".repeat(200) + "{}]}",
            422,
            "invalid-row",
            "history has 201 rows"),
        arguments(
            "deep nesting", "[".repeat(10_000) + "]".repeat(10_000), 400, "broken-json", "depth"),
        arguments(
            "deep nesting in a row",
            "{\"age\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001),
            400,
            "broken-json",
            "depth"),
        arguments(
            "long text", "{\"sexo\": \"" + "x".repeat(5_000) + "\"}", 400, "broken-json", "length"),
        arguments("long name", "{\"" + "x".repeat(70_000) + "\": 1}", 400, "broken-json", "length"),
        arguments(
            "long number", "{\"age\": " + "1".repeat(5_000) + "}", 400, "broken-json", "length"),
        arguments(
            "too many rows", "[" + "{},".repeat(10_000) + "{}]", 413, "too-large", "10000 rows"),
        arguments(
            "10 MB body",
            "[" + "{\"age\": 33, \"sexo\": \"V\"},\n".repeat(400_000) + "{}]",
            413,
            "too-large",
            "rows"),
        arguments(
            "10 MB of blanks", " ".repeat(10 << 20) + "{}", 413, "too-large", "8388608 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBodies")
  void badBodyIsAnsweredWithOneClearProblem(
      String what, String body, int status, String type, String detail) {
    for (String path : new String[] {"/predict", "/predict_proba"}) {
      assertProblem(Calls.post(path, JSON, body), status, type, detail);
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 = "{\"nomprov\": \"CORUÑA, A\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(Calls.post("/predict", JSON, latin1), 400, "broken-json", "UTF-8");
    byte[] binary = new byte[1000];
    assertProblem(Calls.post("/predict", JSON, binary), 400, "broken-json", "");
  }

  @Test
  void allWrongFieldsOfARowAreNamed() {
    Response response =
        Calls.post("/predict", JSON, "{\"age\":\"x\",\"foo\":1,\"ind_viv_fin_ult1\":7}");
    JsonNode problem = assertProblem(response, 422, "invalid-row", "age");
    // Fields that are not known are found while reading, values when the whole row is there.
    assertThat(problem.get("field").textValue()).isEqualTo("foo");
    assertThat(problem.get("errors").findValuesAsText("field"))
        .containsExactly("foo", "age", "ind_viv_fin_ult1");
    assertThat(problem.get("errors").get(2).get("expected").textValue()).isEqualTo("0 or 1");
    assertThat(problem.has("row")).isFalse();
  }

  @Test
  void aRowOfNothingButMistakesIsAnsweredShortly() {
    StringBuilder row = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) {
      row.append("\"unknown_field_number_").append(i).append("\": 1,");
    }
    row.append("\"age\": 1}");
    JsonNode problem =
        assertProblem(Calls.post("/predict", JSON, row.toString()), 422, "invalid-row", "unknown");
    assertThat(problem.get("errors")).hasSize(20);
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        arguments("POST", "/nowhere", 404, "not-found"),
        arguments("GET", "/predict/more", 404, "not-found"),
        arguments("GET", "/index.html", 404, "not-found"),
        arguments("GET", "/predict", 405, "method-not-allowed"),
        arguments("PUT", "/predict_proba", 405, "method-not-allowed"),
        arguments("DELETE", "/model", 405, "method-not-allowed"),
        arguments("POST", "/random", 405, "method-not-allowed"),
        arguments("POST", "/", 405, "method-not-allowed"),
        arguments("GET", "/random?lang=es", 400, "invalid-parameter"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badRequests")
  void badRequestIsAnsweredWithOneClearProblem(
      String method, String path, int status, String type) {
    Response response = RestAssured.given().request(method, path);
    assertProblem(response, status, type, "");
    if (status == 405) {
      assertThat(response.header("Allow")).isIn("GET", "POST");
    }
  }

  static Stream<Arguments> badParameters() {
    return Stream.of(
        arguments("/predict?lang=de", "lang"),
        arguments("/predict?explain=why", "explain"),
        arguments("/predict_proba?threshold=high", "threshold"),
        arguments("/predict_proba?threshold=-0.1", "threshold"),
        arguments("/predict_proba?threshold=1.5", "threshold"),
        arguments("/predict_proba?threshold=NaN", "threshold"),
        arguments("/predict_proba?top=0", "top"),
        arguments("/predict_proba?top=25", "top"),
        arguments("/predict_proba?top=all", "top"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badParameters")
  void badParameterIsNamed(String path, String parameter) {
    for (String type : new String[] {JSON, "application/x-ndjson"}) {
      JsonNode problem =
          assertProblem(Calls.post(path, type, "{}"), 400, "invalid-parameter", "expected");
      assertThat(problem.get("field").textValue()).isEqualTo(parameter);
      assertThat(problem.get("expected").textValue()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "text/csv", "application/xml", "multipart/form-data", "nonsense"})
  void otherMediaTypesAreRefused(String mediaType) {
    assertProblem(
        Calls.post("/predict", mediaType, "{}"), 415, "unsupported-media-type", mediaType);
  }

  @Test
  void otherAnswersThanJsonAreRefused() {
    for (String accept : new String[] {"text/html", "html", "text/html, html;q=x"}) {
      assertProblem(
          RestAssured.given().header("Accept", accept).get("/model"),
          406,
          "not-acceptable",
          "html");
    }
  }

  @Test
  void aLineThatIsTooLongIsAnsweredAndDoesNotStopTheStream() {
    String row = ExampleBundle.row(0).toString();
    String lines = row + "\n{\"sexo\":\"" + "x".repeat(2 << 20) + "\"}\n" + row + "\n";
    Response response = Calls.post("/predict?lang=code", "application/x-ndjson", lines);
    response.then().statusCode(200);
    assertThat(response.asString().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"recibo\":"),
            second -> assertThat(second).contains("too-large", "\"row\":1", "1048576 bytes"),
            third -> assertThat(third).contains("\"recibo\":"));
  }

  private static JsonNode assertProblem(Response response, int status, String type, String detail) {
    String body = response.asString();
    assertThat(response.statusCode()).as(body).isEqualTo(status);
    assertThat(response.contentType()).isEqualTo(Problem.MEDIA_TYPE);
    JsonNode problem = Calls.json(response);
    assertThat(problem.get("type").textValue()).isEqualTo("urn:bank-rs:problem:" + type);
    assertThat(problem.get("title").textValue()).isNotBlank();
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").textValue()).contains(detail);
    assertThat(body.length()).isLessThan(10_000);
    assertThat(body).doesNotContain("Exception", "org.bankrs", "\tat ");
    return problem;
  }

  /** A row of April 2016 with earlier ones. */
  private static String history(String rows) {
    return at("2016-04") + ", \"ncodpers\": 7, \"history\": [" + rows + "]}";
  }

  private static String cco(String month) {
    return at(month) + ", \"ind_cco_fin_ult1\": 1}";
  }

  /** The beginning of a row. */
  private static String at(String month) {
    return "{\"fecha_dato\": \"" + month + "-28\"";
  }
}
