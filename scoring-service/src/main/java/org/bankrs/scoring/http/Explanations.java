package org.bankrs.scoring.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.bankrs.mllib.explain.Contribution;
import org.bankrs.mllib.explain.Explanation;
import org.bankrs.schema.Product;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.scoring.score.ProductScores;

/**
 * Says why products are recommended, in log-odds: those of the average customer ({@code base}), the
 * effect of each of the strongest features and of all others together ({@code rest}) add up to
 * those of this customer ({@code logOdds}), and the probability is 1 / (1 + exp(-logOdds)).
 */
final class Explanations {
  /** The field of all explanations; no product is called so. */
  static final String FIELD = "explanation";

  private static final int STRONGEST = 5;

  /** The margin of boosted trees is half the log-odds. */
  private static final double LOG_ODDS = 2;

  private Explanations() {}

  /** Writes one more field, an object by product, for the customer that was scored last. */
  static void write(
      JsonGenerator json, Answer answer, ProductScores scores, CustomerScorer.Session session)
      throws IOException {
    json.writeObjectFieldStart(FIELD);
    for (Product product : answer.recommended(scores)) {
      json.writeObjectFieldStart(answer.language().name(product));
      write(json, session.explain(product));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Explanation explanation) throws IOException {
    double rest = explanation.margin() - explanation.expectedMargin();
    json.writeNumberField("logOdds", LOG_ODDS * explanation.margin());
    json.writeNumberField("base", LOG_ODDS * explanation.expectedMargin());
    json.writeArrayFieldStart("features");
    for (Contribution contribution : explanation.strongest(STRONGEST)) {
      rest -= contribution.value();
      json.writeStartObject();
      json.writeStringField("feature", contribution.column());
      json.writeNumberField("effect", LOG_ODDS * contribution.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("rest", LOG_ODDS * rest);
  }
}
