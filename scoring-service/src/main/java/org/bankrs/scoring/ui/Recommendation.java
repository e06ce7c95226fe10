package org.bankrs.scoring.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bankrs.mllib.explain.Contribution;
import org.bankrs.mllib.explain.Explanation;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Feature;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.scoring.score.ProductScores;

/**
 * A product that the customer may newly take.
 *
 * @param name what the product is called
 * @param probability in percent, as text
 * @param width of its bar, 0 to 100, the likeliest product's being 100
 * @param decided whether the model recommends it: its probability reaches the product's threshold
 * @param base the probability of the average customer, as text
 * @param reasons what moved it most
 * @param rest the factor of all other features together, as text
 */
public record Recommendation(
    String name,
    String probability,
    String width,
    boolean decided,
    String base,
    List<Reason> reasons,
    String rest) {
  private static final int MOST = 7;
  private static final int STRONGEST = 5;

  /** The margin of boosted trees is half the log-odds. */
  private static final double LOG_ODDS = 2;

  /** Copies the list. */
  public Recommendation {
    reasons = List.copyOf(reasons);
  }

  /**
   * What a feature did to the odds.
   *
   * @param label what the feature is called
   * @param value the customer's, empty when missing
   * @param factor by which it multiplied the odds, as text
   * @param raises whether that is more than 1
   */
  public record Reason(String label, String value, String factor, boolean raises) {}

  /** Scores a customer: the likeliest products that are not held, highest first. */
  static List<Recommendation> of(
      CustomerScorer scorer, CustomerMonth customer, PageLanguage language) {
    CustomerScorer.Session session = scorer.newSession();
    ProductScores scores = session.score(List.of(customer));
    FeatureRow features = Features.of(List.of(customer));
    List<Product> likely = scores.likely(0);
    List<Recommendation> recommendations = new ArrayList<>();
    for (Product product : likely.subList(0, Math.min(MOST, likely.size()))) {
      double width = 100 * scores.probability(product) / scores.probability(likely.get(0));
      Explanation explanation = session.explain(product);
      List<Contribution> strongest = explanation.strongest(STRONGEST);
      double rest =
          explanation.margin()
              - explanation.expectedMargin()
              - strongest.stream().mapToDouble(Contribution::value).sum();
      recommendations.add(
          new Recommendation(
              language.name(product),
              language.percent(scores.probability(product)),
              String.format(Locale.ROOT, "%.1f", width),
              scores.recommended(product),
              language.percent(probability(explanation.expectedMargin())),
              strongest.stream().map(c -> reason(c, features, language)).toList(),
              factor(rest, language)));
    }
    return recommendations;
  }

  private static double probability(double margin) {
    return 1 / (1 + Math.exp(-LOG_ODDS * margin));
  }

  private static Reason reason(
      Contribution contribution, FeatureRow features, PageLanguage language) {
    return new Reason(
        ColumnLabels.ofFeature(contribution.column(), language),
        value(contribution.column(), features, language),
        factor(contribution.value(), language),
        contribution.value() > 0);
  }

  private static String factor(double margin, PageLanguage language) {
    return "×\u00a0" + language.number(Math.exp(LOG_ODDS * margin), 2);
  }

  /** The customer's value; features of earlier months have none, since the page knows of one. */
  private static String value(String name, FeatureRow features, PageLanguage language) {
    for (int i = 0; i < Features.ALL.size(); i++) {
      Feature feature = Features.ALL.get(i);
      if (feature.name().equals(name)) {
        return switch (feature.kind()) {
          case CATEGORY -> features.category(i);
          case FLAG ->
              features.number(i) == 1 ? language.choose("yes", "да") : language.choose("no", "нет");
          case NUMBER -> number(features.number(i), language);
        };
      }
    }
    return "";
  }

  private static String number(double value, PageLanguage language) {
    return Double.isNaN(value) ? "" : language.number(value, 0);
  }
}
