package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PageTest {
  private static final Pattern LINE =
      Pattern.compile(
          "<span class=\"name\">([^<]*)</span>.*?<span class=\"number\">([^<]*)</span>");

  @Test
  void showsASampleCustomerWithRecommendationsAndReasons() {
    String page = page(given().get("/ui?lang=en"), 200);
    List<String> probabilities = List.copyOf(lines(page).values());
    assertThat(probabilities).hasSize(7).allMatch(text -> text.matches("\\d+\\.\\d\\d\u00a0%"));
    assertThat(page).contains("Why?", "×\u00a0", "All other features");
    assertThat(page).contains(ExampleBundle.manifest().get("version").textValue());
  }

  @Test
  void everyColumnOfTheSchemaHasItsControl() {
    String page = page(given().get("/ui?lang=en"), 200);
    for (String column : RawSchema.NAMES) {
      assertThat(page).containsOnlyOnce("name=\"" + column + "\"");
      assertThat(page).containsOnlyOnce("for=\"f-" + column + "\"");
    }
    JsonNode segments = Calls.answer(Calls.get("/schema")).at("/properties/segmento/anyOf/0/enum");
    assertThat(segments).isNotEmpty();
    for (JsonNode segment : segments) {
      assertThat(page).contains("<option value=\"" + segment.textValue() + "\"");
    }
  }

  @Test
  void anEditedCustomerGetsWhatTheCallsAnswer() {
    for (int index = 0; index < 10; index++) {
      ObjectNode row = ExampleBundle.row(index);
      assertRecommended(row, lines(page(form(fields(row)), 200)));
    }
  }

  private static void assertRecommended(ObjectNode row, Map<String, String> shown) {
    JsonNode expected = Calls.answer(Calls.postJson("/predict_proba?lang=en&threshold=0", row));
    List<String> names = new ArrayList<>();
    expected.fieldNames().forEachRemaining(names::add);
    assertThat(shown.keySet())
        .containsExactlyElementsOf(names.subList(0, Math.min(7, names.size())));
    shown.forEach(
        (name, text) ->
            assertThat(text)
                .isEqualTo(
                    String.format(
                        Locale.ROOT, "%.2f\u00a0%%", 100 * expected.get(name).doubleValue())));
  }

  @Test
  void aPastedRowIsScoredWithAndWithoutAHeader() {
    ObjectNode row = ExampleBundle.row(3);
    String line =
        RawSchema.NAMES.stream()
            .map(name -> "\"" + row.path(name).asText() + "\"")
            .collect(Collectors.joining(","));
    String header = String.join(",", RawSchema.NAMES);
    assertRecommended(row, lines(page(form(Map.of("lang", "en", "csv", line)), 200)));
    assertRecommended(
        row, lines(page(form(Map.of("lang", "en", "csv", header + "\r\n" + line)), 200)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,3", "a\n1", "1\n2\n3"})
  void whatIsPastedAndIsNoRowIsExplainedAndKept(String text) {
    String page = page(form(Map.of("lang", "en", "csv", text)), 422);
    assertThat(page)
        .contains("role=\"alert\"", "expected", "href=\"#f-csv\"", ">" + text + "</textarea>");
  }

  @Test
  void wrongValuesLeadToTheirControls() {
    ObjectNode row = ExampleBundle.row(0);
    row.put("age", "thirty").put("fecha_dato", "yesterday");
    String page = page(form(fields(row)), 422);
    assertThat(page)
        .contains("href=\"#f-age\"", "href=\"#f-fecha_dato\"", "id=\"e-age\"")
        .contains("value=\"thirty\"", "value=\"yesterday\"", "aria-invalid=\"true\"");
    assertThat(lines(page)).isEmpty();
    Map<String, String> fields = fields(row);
    fields.put("lang", "ru");
    assertThat(page(form(fields), 422))
        .contains("Возраст, лет: «thirty» – ожидается десятичное число, например 87218.1");
  }

  @Test
  void nothingThatIsSentBecomesMarkup() {
    ObjectNode row = ExampleBundle.row(0);
    String attack = "\"><script>alert(1)</script>";
    row.put("age", attack).put("canal_entrada", attack).put("segmento", attack);
    String page = page(form(fields(row)), 422);
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(page(form(Map.of("csv", "</textarea>" + attack)), 422)).doesNotContain("<script");
    assertThat(page(given().get("/ui?sample=" + encode(attack)), 200)).doesNotContain("<script");
  }

  @Test
  void thePageIsInTheLanguageThatIsAskedFor() {
    String russian = page(given().get("/ui?lang=ru"), 200);
    assertThat(russian)
        .contains("<html lang=\"ru\">", Product.RECIBO.russian(), "Почему?", "Возраст");
    assertThat(russian).doesNotContain("Why?", "Age in years", Product.RECIBO.english());
    assertThat(lines(russian).values()).allMatch(text -> text.matches("\\d+,\\d\\d\u00a0%"));
    assertThat(page(given().header("Accept-Language", "ru-RU,en;q=0.5").get("/ui"), 200))
        .contains("<html lang=\"ru\">");
    assertThat(page(given().get("/ui"), 200)).contains("<html lang=\"en\">");
    Map<String, String> fields = fields(ExampleBundle.row(0));
    fields.put("to", "ru");
    assertThat(page(form(fields), 200))
        .contains("<html lang=\"ru\">", "name=\"lang\" value=\"ru\"");
  }

  @Test
  void everySampleCanBeScored() {
    for (int sample = 0; sample < 6; sample++) {
      assertThat(lines(page(given().get("/ui?lang=en&sample=" + sample), 200))).isNotEmpty();
    }
  }

  @Test
  void theModelTabShowsTheCard() {
    JsonNode manifest = ExampleBundle.manifest();
    String page = page(given().get("/ui/model?lang=en"), 200);
    assertThat(page)
        .contains(
            "Ready", manifest.get("version").textValue(), manifest.get("createdAt").textValue())
        .contains(manifest.at("/months/test").textValue(), "MAP@7")
        .contains(
            String.format(
                Locale.ROOT, "%.4f", manifest.at("/metrics/micro_roc_auc").doubleValue()));
    for (Product product : Product.ALL) {
      assertThat(page).contains(product.english());
    }
  }

  @Test
  void nothingComesFromElsewhereAndThereAreNoScripts() {
    for (String path : List.of("/ui?lang=en", "/ui?lang=ru", "/ui/model?lang=en", "/ui/page.css")) {
      assertThat(given().get(path).asString())
          .doesNotContain("http:", "https:", "<script", "style=");
    }
    given().get("/ui/page.css").then().statusCode(200).contentType("text/css");
  }

  @Test
  void whatIsNoFormIsRefused() {
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("age=%zz")
        .post("/ui")
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE);
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("csv=" + "1".repeat(70_000))
        .post("/ui")
        .then()
        .statusCode(413);
    given().contentType("application/json").body("{}").post("/ui").then().statusCode(415);
  }

  /** The products that are shown with their probabilities, in order. */
  private static Map<String, String> lines(String page) {
    Map<String, String> lines = new LinkedHashMap<>();
    Matcher matcher = LINE.matcher(page);
    while (matcher.find()) {
      lines.put(matcher.group(1), matcher.group(2));
    }
    return lines;
  }

  private static Map<String, String> fields(ObjectNode row) {
    Map<String, String> fields = new HashMap<>();
    row.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    fields.put("lang", "en");
    return fields;
  }

  private static Response form(Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return given().contentType("application/x-www-form-urlencoded").body(body).post("/ui");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The HTML of an answer, which must be one of ours. */
  private static String page(Response response, int status) {
    response
        .then()
        .statusCode(status)
        .contentType("text/html;charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store");
    assertThat(response.header("Content-Security-Policy"))
        .contains("default-src 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    return new String(response.asByteArray(), StandardCharsets.UTF_8);
  }
}
