package org.bankrs.scoring.score;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bankrs.mllib.Classifier;
import org.bankrs.mllib.InputColumn;
import org.bankrs.mllib.InputRow;
import org.bankrs.mllib.InputType;
import org.bankrs.mllib.PipelineScorer;
import org.bankrs.mllib.explain.Explanation;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Feature;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.History;
import org.bankrs.schema.HistoryFeatures;
import org.bankrs.schema.Product;

/**
 * Fits a pipeline's columns to the bank's features and products. Immutable and thread-safe; each
 * thread scores by a {@link Session} of its own.
 */
public final class CustomerScorer {
  /** The features of a month, then those of its history. */
  private static final List<Feature> FEATURES =
      Stream.concat(Features.ALL.stream(), HistoryFeatures.ALL.stream()).toList();

  private static final int OF_MONTH = Features.ALL.size();

  private static final Map<String, Integer> INDEXES =
      IntStream.range(0, FEATURES.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(i -> FEATURES.get(i).name(), i -> i));

  private final PipelineScorer pipeline;
  private final int[] featureOfInput;
  private final int[] classifierOfProduct;
  private final boolean readsHistory;

  /**
   * Fits the pipeline's columns.
   *
   * @throws IllegalArgumentException when the pipeline wants an input that is no feature, or lacks
   *     a product
   */
  public CustomerScorer(PipelineScorer pipeline) {
    this.pipeline = pipeline;
    this.featureOfInput = pipeline.inputs().stream().mapToInt(CustomerScorer::featureOf).toArray();
    this.readsHistory = IntStream.of(featureOfInput).anyMatch(feature -> feature >= OF_MONTH);
    Map<String, Classifier> byColumn =
        pipeline.classifiers().stream()
            .collect(Collectors.toMap(Classifier::probabilityColumn, Function.identity()));
    this.classifierOfProduct =
        Product.ALL.stream()
            .mapToInt(product -> pipeline.classifiers().indexOf(classifierOf(product, byColumn)))
            .toArray();
  }

  private static int featureOf(InputColumn input) {
    Integer index = INDEXES.get(input.name());
    if (index == null) {
      throw new IllegalArgumentException(
          "the pipeline wants the column %s, which is no feature of a customer row"
              .formatted(input.name()));
    }
    Feature feature = FEATURES.get(index);
    InputType type = feature.kind() == Feature.Kind.CATEGORY ? InputType.TEXT : InputType.NUMBER;
    if (type != input.type()) {
      throw new IllegalArgumentException(
          "the pipeline wants %s as %s, but the feature is %s"
              .formatted(input.name(), input.type(), type));
    }
    return index;
  }

  private static Classifier classifierOf(Product product, Map<String, Classifier> byColumn) {
    String column = "probability_" + product.code();
    Classifier classifier = byColumn.get(column);
    if (classifier == null) {
      throw new IllegalArgumentException(
          "the pipeline has no classifier with the column %s".formatted(column));
    }
    return classifier;
  }

  /** The category values that the pipeline knows for a raw column, empty when it uses none. */
  public List<String> categories(String column) {
    return pipeline.inputs().stream().anyMatch(i -> isText(i, column))
        ? pipeline.categories(column)
        : List.of();
  }

  private static boolean isText(InputColumn input, String column) {
    return input.type() == InputType.TEXT && input.name().equals(column);
  }

  /** Whether the model looks at a customer's earlier months; without them it answers as well. */
  public boolean readsHistory() {
    return readsHistory;
  }

  /** Buffers for one thread. */
  public Session newSession() {
    return new Session();
  }

  /** Scores one customer after the other; not thread-safe. */
  public final class Session {
    private final InputRow row = pipeline.newRow();
    private final double[] history = new double[HistoryFeatures.ALL.size()];
    private final double[] probabilities = new double[pipeline.classifiers().size()];
    private final boolean[] decisions = new boolean[pipeline.classifiers().size()];

    private Session() {}

    /**
     * Scores a customer.
     *
     * @param months the customer's months, the month in question last
     * @throws org.bankrs.mllib.ScoringException when the pipeline refuses a value
     */
    public ProductScores score(List<CustomerMonth> months) {
      FeatureRow features = Features.of(months);
      if (readsHistory) {
        HistoryFeatures.fill(History.of(months), history);
      }
      row.clear();
      for (int input = 0; input < featureOfInput.length; input++) {
        int feature = featureOfInput[input];
        if (feature >= OF_MONTH) {
          row.setNumber(input, history[feature - OF_MONTH]);
        } else if (FEATURES.get(feature).kind() != Feature.Kind.CATEGORY) {
          row.setNumber(input, features.number(feature));
        } else if (!features.category(feature).isEmpty()) {
          row.setText(input, features.category(feature));
        }
      }
      pipeline.score(row, probabilities, decisions);
      double[] byProduct = new double[classifierOfProduct.length];
      boolean[] decided = new boolean[classifierOfProduct.length];
      for (int product = 0; product < byProduct.length; product++) {
        byProduct[product] = probabilities[classifierOfProduct[product]];
        decided[product] = decisions[classifierOfProduct[product]];
      }
      return new ProductScores(features, months.get(months.size() - 1).held(), byProduct, decided);
    }

    /** What moved the probability of a product, for the customer scored last. */
    public Explanation explain(Product product) {
      return pipeline.explain(row, classifierOfProduct[product.ordinal()]);
    }
  }
}
