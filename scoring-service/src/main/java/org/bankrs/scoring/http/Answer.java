package org.bankrs.scoring.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.bankrs.schema.Product;
import org.bankrs.scoring.score.ProductScores;

/** The shape of the answer to one row. */
sealed interface Answer {
  /** Writes the answer to one row as a JSON object. */
  void write(JsonGenerator json, ProductScores scores) throws IOException;

  /**
   * 0 or 1 for each of the 24 products.
   *
   * @param language what the products are called
   */
  record Decisions(Language language) implements Answer {
    @Override
    public void write(JsonGenerator json, ProductScores scores) throws IOException {
      json.writeStartObject();
      for (Product product : Product.ALL) {
        json.writeNumberField(language.name(product), scores.recommended(product) ? 1 : 0);
      }
      json.writeEndObject();
    }
  }

  /**
   * The probabilities that reach a threshold, highest first, without the products held.
   *
   * @param language what the products are called
   * @param threshold 0 to 1
   */
  record Probabilities(Language language, double threshold) implements Answer {
    @Override
    public void write(JsonGenerator json, ProductScores scores) throws IOException {
      json.writeStartObject();
      for (Product product : scores.likely(threshold)) {
        json.writeNumberField(language.name(product), scores.probability(product));
      }
      json.writeEndObject();
    }
  }
}
