package org.bankrs.job.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.ProfileColumn;

/**
 * The stages before the classifiers, stock MLlib only: missing numbers become medians, categories
 * become indices (one stage for all; missing and new ones share one index), the income its
 * logarithm, numbers are scaled.
 */
public final class Preprocessing {
  /** The vector that the classifiers take. */
  public static final String FEATURES = "features";

  private static final String INCOME = ProfileColumn.INCOME.column();
  private static final String INCOME_LOG = INCOME + "_log";
  private static final String NUMBERS = "numbers";
  private static final String SCALED = "numbers_scaled";

  private Preprocessing() {}

  /** The stages, not fitted yet. */
  public static Pipeline pipeline() {
    List<String> numbers = names(Feature.Kind.NUMBER);
    List<String> flags = names(Feature.Kind.FLAG);
    List<String> categories = names(Feature.Kind.CATEGORY);

    Imputer imputer =
        new Imputer()
            .setInputCols(numbers.toArray(String[]::new))
            .setOutputCols(suffixed(numbers, "_imputed"))
            .setStrategy("median");
    StringIndexer indexer =
        new StringIndexer()
            .setInputCols(categories.toArray(String[]::new))
            .setOutputCols(suffixed(categories, "_index"))
            // Equal counts are ordered by name, so that the same rows always give the same indices.
            .setStringOrderType("frequencyDesc")
            .setHandleInvalid("keep");
    SQLTransformer logarithm =
        new SQLTransformer()
            .setStatement(
                "SELECT *, LOG1P(%s_imputed) AS %s FROM __THIS__".formatted(INCOME, INCOME_LOG));
    VectorAssembler assembleNumbers =
        new VectorAssembler()
            .setInputCols(
                numbers.stream()
                    .map(name -> name.equals(INCOME) ? INCOME_LOG : name + "_imputed")
                    .toArray(String[]::new))
            .setOutputCol(NUMBERS);
    StandardScaler scaler =
        new StandardScaler()
            .setInputCol(NUMBERS)
            .setOutputCol(SCALED)
            .setWithMean(true)
            .setWithStd(true);
    List<String> all = new ArrayList<>();
    all.add(SCALED);
    all.addAll(flags);
    all.addAll(List.of(suffixed(categories, "_index")));
    VectorAssembler assembleAll =
        new VectorAssembler().setInputCols(all.toArray(String[]::new)).setOutputCol(FEATURES);
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              imputer, indexer, logarithm, assembleNumbers, scaler, assembleAll
            });
  }

  private static List<String> names(Feature.Kind kind) {
    return Features.ALL.stream().filter(f -> f.kind() == kind).map(Feature::name).toList();
  }

  private static String[] suffixed(List<String> names, String suffix) {
    return names.stream().map(name -> name + suffix).toArray(String[]::new);
  }
}
