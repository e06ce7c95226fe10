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
import org.bankrs.testservices.FixtureFolder;

/** The real bundle, written by Spark, that the tests serve, and what was made with it. */
public final class ExampleBundle {
  private static final Path FOLDER = FixtureFolder.of("bundles/example");
  private static final int ROWS = 40;
  private static final JsonMapper JSON = new JsonMapper();

  private ExampleBundle() {}

  /** Its folder. */
  public static Path path() {
    return FOLDER.resolve("bundle");
  }

  /** The raw rows that it was trained on, as CSV. */
  public static Path rows() {
    return FOLDER.resolve("rows.csv");
  }

  /** The newest month of the rows against its reference, as the batch job counts it in Spark. */
  public static Path drift() {
    return FOLDER.resolve("drift.json");
  }

  /** The folder of another bundle: one that looks at earlier months. */
  public static Path withHistory() {
    return FixtureFolder.of("bundles/history").resolve("bundle");
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
