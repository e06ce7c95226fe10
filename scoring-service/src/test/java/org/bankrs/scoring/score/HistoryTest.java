package org.bankrs.scoring.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bankrs.schema.Product;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.scoring.bundle.BundleReader;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.row.ReadRow;
import org.bankrs.scoring.row.RowReader;
import org.junit.jupiter.api.Test;

/** A model that looks at earlier months, made by Spark. */
class HistoryTest {
  private static final double TOLERANCE = 1e-12;
  private static final Path FOLDER = ExampleBundle.withHistory();
  private static final ModelBundle BUNDLE = BundleReader.read(FOLDER);

  private final CustomerScorer.Session session = BUNDLE.scorer().newSession();
  private final RowReader reader = new RowReader(200);

  @Test
  void everyRowWithItsHistoryGetsSparksProbabilities() throws IOException {
    int withHistory = 0;
    double largest = 0;
    for (JsonNode line : lines()) {
      withHistory += line.get("row").has("history") ? 1 : 0;
      double[] here = score(line.get("row"));
      for (Product product : Product.ALL) {
        double spark = line.get("probabilities").get(product.ordinal()).doubleValue();
        largest = Math.max(largest, Math.abs(spark - here[product.ordinal()]));
      }
    }
    assertThat(BUNDLE.scorer().readsHistory()).isTrue();
    assertThat(withHistory).isGreaterThan(10);
    assertThat(largest).isLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void answersWithoutHistoryAsWell() throws IOException {
    int different = 0;
    for (JsonNode line : lines()) {
      ObjectNode row = line.get("row").deepCopy();
      double[] with = score(row);
      boolean had = row.remove("history") != null;
      double[] without = score(row);
      row.putArray("history");
      assertThat(score(row)).containsExactly(without);
      if (!had) {
        assertThat(without).containsExactly(with);
      }
      different += Arrays.equals(with, without) ? 0 : 1;
    }
    assertThat(different).isGreaterThan(10);
  }

  @Test
  void ofEarlierRowsOnlyWhatIsWatchedCounts() throws IOException {
    for (JsonNode line : lines()) {
      ObjectNode row = line.get("row").deepCopy();
      double[] expected = score(row);
      for (JsonNode month : row.path("history")) {
        ((ObjectNode) month).put("age", 99).put("renta", 1).put("canal_entrada", "XYZ");
      }
      assertThat(score(row)).containsExactly(expected);
    }
  }

  private double[] score(JsonNode row) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(row.toString())) {
      parser.nextToken();
      ReadRow.Customer customer = (ReadRow.Customer) reader.read(parser);
      ProductScores scores = session.score(customer.months());
      return Product.ALL.stream().mapToDouble(scores::probability).toArray();
    }
  }

  private static List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("verification.jsonl"))) {
      lines.add(ExampleBundle.parse(line));
    }
    return lines;
  }
}
