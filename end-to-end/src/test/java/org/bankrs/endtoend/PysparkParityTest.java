package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Feature;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;
import org.bankrs.simulator.SimulatedRow;
import org.bankrs.simulator.Simulator;
import org.bankrs.testservices.Venv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PySpark, which has never heard of this project, loads the bundle's pipeline and gives the
 * probabilities that the service gives for the same customers.
 */
@Tag("services")
class PysparkParityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 1234;
  private static final int ROWS = 1000;
  private static final double TOLERANCE = 1e-12;

  @TempDir private Path folder;

  @Test
  void givesTheProbabilitiesOfTheService() throws Exception {
    List<SimulatedRow> rows = rows();
    Path features = folder.resolve("features.jsonl");
    Path answers = folder.resolve("probabilities.jsonl");
    Files.write(features, rows.stream().map(PysparkParityTest::features).toList());

    Repository.Ended ended =
        Repository.run(
            List.of(
                Venv.named("pyspark").python().toString(),
                "end-to-end/src/test/python/score_with_pyspark.py",
                Repository.EXAMPLE_BUNDLE.resolve("pipeline").toString(),
                features.toString(),
                answers.toString(),
                String.join(",", Product.ALL.stream().map(Product::code).toList()),
                names(Feature.Kind.CATEGORY)),
            Map.of("JAVA_HOME", System.getProperty("java.home"), "SPARK_LOCAL_IP", "127.0.0.1"),
            Duration.ofMinutes(5));
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    List<String> expected = Files.readAllLines(answers);
    assertThat(expected).hasSize(ROWS);

    JsonNode served = served(rows);
    double largest = 0;
    int compared = 0;
    for (int i = 0; i < ROWS; i++) {
      JsonNode pyspark = JSON.readTree(expected.get(i));
      CustomerMonth month = RowCleaner.clean("row " + i, rows.get(i));
      for (Product product : Product.ALL) {
        JsonNode probability = served.get(i).path(product.code());
        if (month.held().contains(product)) {
          assertThat(probability.isMissingNode()).as("%d %s", i, product).isTrue();
        } else {
          compared++;
          double difference =
              Math.abs(probability.asDouble() - pyspark.get(product.ordinal()).asDouble());
          largest = Math.max(largest, difference);
        }
      }
    }
    assertThat(compared).isGreaterThan(ROWS * 20);
    assertThat(largest).isLessThanOrEqualTo(TOLERANCE);
  }

  private static JsonNode served(List<SimulatedRow> rows) throws Exception {
    ArrayNode body = JSON.createArrayNode();
    for (SimulatedRow row : rows) {
      ObjectNode raw = body.addObject();
      for (int i = 0; i < RawSchema.NAMES.size(); i++) {
        raw.put(RawSchema.NAMES.get(i), row.text(i));
      }
    }
    HttpResponse<String> answer =
        RunningService.ofExampleBundle()
            .postJson("/predict_proba?threshold=0&lang=code", body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<SimulatedRow> rows() {
    Simulator simulator = new Simulator(SEED);
    List<SimulatedRow> rows = new ArrayList<>();
    for (int customer = 0; rows.size() < ROWS; customer++) {
      rows.addAll(simulator.rows(customer));
    }
    return rows.subList(0, ROWS);
  }

  private static String features(SimulatedRow row) {
    FeatureRow features = Features.of(List.of(RowCleaner.clean("row", row)));
    ObjectNode json = JSON.createObjectNode();
    for (int f = 0; f < Features.ALL.size(); f++) {
      Feature feature = Features.ALL.get(f);
      if (feature.kind() == Feature.Kind.CATEGORY) {
        json.put(feature.name(), features.category(f).isEmpty() ? null : features.category(f));
      } else {
        json.put(feature.name(), Double.isNaN(features.number(f)) ? null : features.number(f));
      }
    }
    return json.toString();
  }

  private static String names(Feature.Kind kind) {
    return String.join(
        ",", Features.ALL.stream().filter(f -> f.kind() == kind).map(Feature::name).toList());
  }
}
