package org.bankrs.mllib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bankrs.testservices.FixtureFolder;

/**
 * A pipeline that Spark saved, with raw rows and Spark's answers, as the module spark-fixtures
 * wrote it.
 *
 * @param folder of the fixture
 */
public record SparkFixture(Path folder) {

  private static final Path ALL = FixtureFolder.of("fixtures");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * A raw row and what Spark made of it.
   *
   * @param row its values by column; a missing one is absent
   * @param outcome scored, refused or skipped
   * @param probabilities of class 1 by classifier; null where Spark does not write them
   * @param predictions by classifier; null where Spark does not write them
   */
  public record Line(
      JsonNode row, String outcome, List<Double> probabilities, List<Double> predictions) {}

  public static Stream<SparkFixture> all() {
    try (Stream<Path> folders = Files.list(ALL)) {
      List<SparkFixture> fixtures =
          folders.filter(Files::isDirectory).sorted().map(SparkFixture::new).toList();
      assertThat(fixtures).isNotEmpty();
      return fixtures.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SparkFixture named(String name) {
    return all()
        .filter(fixture -> fixture.toString().equals(name))
        .findAny()
        .orElseThrow(() -> new AssertionError("no fixture " + name));
  }

  public Path pipeline() {
    return folder.resolve("pipeline");
  }

  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    try {
      for (String text : Files.readAllLines(folder.resolve("rows.jsonl"))) {
        JsonNode json = MAPPER.readTree(text);
        lines.add(
            new Line(
                json.get("row"),
                json.get("outcome").textValue(),
                doubles(json.path("probabilities")),
                doubles(json.path("predictions"))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static List<Double> doubles(JsonNode array) {
    List<Double> doubles = new ArrayList<>();
    array.forEach(element -> doubles.add(number(element)));
    return doubles;
  }

  private static Double number(JsonNode element) {
    if (element.isNull()) {
      return null;
    }
    return element.isTextual() ? Double.valueOf(element.textValue()) : element.doubleValue();
  }

  /** Fills a row of the scorer with the values of a line. */
  public static void fill(PipelineScorer scorer, InputRow row, JsonNode values) {
    row.clear();
    for (InputColumn input : scorer.inputs()) {
      JsonNode value = values.path(input.name());
      int column = row.indexOf(input.name());
      if (value.isMissingNode()) {
        continue;
      }
      switch (input.type()) {
        case NUMBER ->
            row.setNumber(
                column,
                value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue());
        case TEXT -> row.setText(column, value.textValue());
      }
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
