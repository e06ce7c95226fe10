package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.ScoringException;
import org.bankrs.schema.Product;
import org.bankrs.scoring.row.ReadRow;
import org.bankrs.scoring.row.RowReader;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.scoring.score.ProductScores;

/** Replays the rows that Spark scored: the bundle is served only when every probability is met. */
final class Verification {
  static final String FILE = "verification.jsonl";

  /** Largest difference that is taken for the same probability. */
  static final double TOLERANCE = 1e-12;

  private static final JsonFactory JSON = new JsonFactory();

  private Verification() {}

  /**
   * Replays all rows of a bundle.
   *
   * @return the number of rows
   * @throws BundleException naming the first line that is damaged or differs
   */
  static int replay(Path bundle, CustomerScorer scorer) {
    CustomerScorer.Session session = scorer.newSession();
    RowReader rows = new RowReader(Integer.MAX_VALUE);
    int line = 0;
    try (BufferedReader lines = Files.newBufferedReader(bundle.resolve(FILE))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        replay(FILE + " line " + line, text, rows, session);
      }
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "%s line %d is not JSON: %s".formatted(FILE, line, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new BundleException(FILE + " cannot be read: " + e, e);
    }
    if (line == 0) {
      throw new BundleException(FILE + " is empty: expected at least one row to replay");
    }
    return line;
  }

  private static void replay(
      String place, String text, RowReader rows, CustomerScorer.Session session)
      throws IOException {
    ReadRow row = new ReadRow.Invalid(List.of());
    List<Double> expected = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "row" -> row = rows.read(parser);
          case "probabilities" -> expected = numbers(parser);
          default -> parser.skipChildren();
        }
      }
    }
    if (expected.size() != Product.ALL.size()) {
      throw new BundleException(
          "%s has %d probabilities: expected %d"
              .formatted(place, expected.size(), Product.ALL.size()));
    }
    switch (row) {
      case ReadRow.Customer customer -> compare(place, expected, score(place, customer, session));
      case ReadRow.Invalid invalid ->
          throw new BundleException(
              invalid.errors().isEmpty()
                  ? place + " has no row"
                  : place + ": " + invalid.errors().get(0).detail());
    }
  }

  private static List<Double> numbers(JsonParser parser) throws IOException {
    List<Double> numbers = new ArrayList<>();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        numbers.add(parser.getDoubleValue());
      }
    }
    return numbers;
  }

  private static ProductScores score(
      String place, ReadRow.Customer customer, CustomerScorer.Session session) {
    try {
      return session.score(customer.months());
    } catch (ScoringException e) {
      throw new BundleException(place + " cannot be scored: " + e.getMessage(), e);
    }
  }

  private static void compare(String place, List<Double> expected, ProductScores scores) {
    for (Product product : Product.ALL) {
      double spark = expected.get(product.ordinal());
      double here = scores.probability(product);
      if (!(Math.abs(spark - here) <= TOLERANCE)) {
        throw new BundleException(
            "%s: the probability of %s is %s here, %s in Spark: expected a difference of at most %s"
                .formatted(place, product.code(), here, spark, TOLERANCE));
      }
    }
  }
}
