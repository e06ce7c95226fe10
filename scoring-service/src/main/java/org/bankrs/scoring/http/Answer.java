package org.bankrs.scoring.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.bankrs.schema.Product;
import org.bankrs.scoring.score.ProductScores;

/** The shape of the answer to one row. */
sealed interface Answer {
  /** What the products are called. */
  Language language();

  /** Whether the recommended products are explained. */
  boolean explain();

  /** Writes the products as fields of the JSON object that was begun. */
  void writeFields(JsonGenerator json, ProductScores scores) throws IOException;

  /** The products that this answer recommends. */
  List<Product> recommended(ProductScores scores);

  /**
   * 0 or 1 for each of the 24 products.
   *
   * @param language what the products are called
   * @param explain whether those of 1 are explained
   */
  record Decisions(Language language, boolean explain) implements Answer {
    @Override
    public void writeFields(JsonGenerator json, ProductScores scores) throws IOException {
      for (Product product : Product.ALL) {
        json.writeNumberField(language.name(product), scores.recommended(product) ? 1 : 0);
      }
    }

    @Override
    public List<Product> recommended(ProductScores scores) {
      return scores.recommended();
    }
  }

  /**
   * The probabilities that reach a threshold, highest first, without the products held.
   *
   * @param language what the products are called
   * @param threshold 0 to 1
   * @param top at most so many products, at least 1
   * @param explain whether all of them are explained
   */
  record Probabilities(Language language, double threshold, int top, boolean explain)
      implements Answer {
    @Override
    public void writeFields(JsonGenerator json, ProductScores scores) throws IOException {
      for (Product product : recommended(scores)) {
        json.writeNumberField(language.name(product), scores.probability(product));
      }
    }

    @Override
    public List<Product> recommended(ProductScores scores) {
      List<Product> likely = scores.likely(threshold);
      return likely.subList(0, Math.min(top, likely.size()));
    }
  }
}
