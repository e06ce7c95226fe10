package org.bankrs.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;

/** The real bundle, written by Spark, that the tests serve. */
public final class ExampleBundle {
  private static final int ROWS = 40;
  private static final JsonMapper JSON = new JsonMapper();

  private ExampleBundle() {}

  /** Its folder. */
  public static Path path() {
    Path path =
        Path.of(System.getProperty("bankrs.test.bundle", "../spark-job/target/example-bundle"));
    if (!Files.isDirectory(path)) {
      throw new IllegalStateException(
          path.toAbsolutePath()
              + " is no folder: run the tests of spark-job first, or set -Dbankrs.test.bundle");
    }
    return path;
  }

  /** Its manifest. */
  public static JsonNode manifest() {
    return read(path().resolve("manifest.json"));
  }

  /** Some raw rows that Spark scored, with Spark's probabilities: {row, probabilities}. */
  public static List<JsonNode> verificationRows() {
    try {
      return Files.readAllLines(path().resolve("verification.jsonl")).stream()
          .limit(ROWS)
          .map(ExampleBundle::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A raw row that Spark scored; a copy. */
  public static ObjectNode row(int index) {
    return verificationRows().get(index).get("row").deepCopy();
  }

  /** The same customer's row, some months earlier; a copy. */
  public static ObjectNode earlier(int index, int months) {
    ObjectNode row = row(index);
    YearMonth month = YearMonth.parse(row.get("fecha_dato").textValue().substring(0, 7));
    return row.put("fecha_dato", month.minusMonths(months) + "-28");
  }

  /** Reads a JSON file. */
  public static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses a JSON text. */
  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
