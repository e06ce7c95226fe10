package org.bankrs.job.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.HistoryFeatures;
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
  private static final String INDEX = "_index";
  private static final String KNOWN = "_known";
  private static final String HISTORY_STAGE = "imputer_history";

  /** Stands for missing history: below all that is known of it. */
  static final double NOT_KNOWN = -1;

  private Preprocessing() {}

  /**
   * Fits the stages.
   *
   * @param train the training rows of the panel; without the columns of history, of which nothing
   *     is learnt here
   * @param history whether the classifiers get them
   */
  public static PipelineModel fit(Dataset<Row> train, boolean history) {
    PipelineModel numbersAndCategories = pipeline().fit(train);
    List<Transformer> stages = new ArrayList<>(List.of(numbersAndCategories.stages()));
    List<String> inputs = new ArrayList<>();
    inputs.add(SCALED);
    inputs.addAll(names(Feature.Kind.FLAG));
    inputs.addAll(List.of(suffixed(names(Feature.Kind.CATEGORY), INDEX)));
    if (history) {
      List<String> names = HistoryFeatures.ALL.stream().map(Feature::name).toList();
      stages.add(missingHistory(names));
      inputs.addAll(List.of(suffixed(names, KNOWN)));
    }
    stages.add(assembler(inputs));
    return new PipelineModel("preprocessing", stages);
  }

  /** The stages of a whole pipeline that come before the classifiers. */
  public static PipelineModel of(PipelineModel pipeline) {
    return new PipelineModel(
        "preprocessing",
        Stream.of(pipeline.stages())
            .takeWhile(stage -> !(stage instanceof GBTClassificationModel))
            .toList());
  }

  private static VectorAssembler assembler(List<String> inputs) {
    return new VectorAssembler().setInputCols(inputs.toArray(String[]::new)).setOutputCol(FEATURES);
  }

  /** Stages that were fitted, as far as they look at the month alone. */
  static PipelineModel withoutHistory(PipelineModel preprocessing) {
    List<Transformer> stages = new ArrayList<>();
    for (Transformer stage : preprocessing.stages()) {
      if (stage instanceof VectorAssembler last && last.getOutputCol().equals(FEATURES)) {
        stages.add(
            assembler(
                Stream.of(last.getInputCols()).filter(name -> !name.endsWith(KNOWN)).toList()));
      } else if (!stage.uid().equals(HISTORY_STAGE)) {
        stages.add(stage);
      }
    }
    return new PipelineModel("preprocessing_month", stages);
  }

  /**
   * Gives missing history a number of its own. A stock imputer whose replacement is not learnt: a
   * median would say that what is not known was as usual.
   */
  private static ImputerModel missingHistory(List<String> names) {
    String[] inputs = names.toArray(String[]::new);
    double[] replacements = new double[inputs.length];
    Arrays.fill(replacements, NOT_KNOWN);
    return new ImputerModel(HISTORY_STAGE, inputs, replacements)
        .setInputCols(inputs)
        .setOutputCols(suffixed(names, KNOWN));
  }

  /** The stages whose parameters are learnt. */
  private static Pipeline pipeline() {
    List<String> numbers = names(Feature.Kind.NUMBER);
    List<String> categories = names(Feature.Kind.CATEGORY);

    Imputer imputer =
        new Imputer()
            .setInputCols(numbers.toArray(String[]::new))
            .setOutputCols(suffixed(numbers, "_imputed"))
            .setStrategy("median");
    StringIndexer indexer =
        new StringIndexer()
            .setInputCols(categories.toArray(String[]::new))
            .setOutputCols(suffixed(categories, INDEX))
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
    return new Pipeline()
        .setStages(new PipelineStage[] {imputer, indexer, logarithm, assembleNumbers, scaler});
  }

  private static List<String> names(Feature.Kind kind) {
    return Features.ALL.stream().filter(f -> f.kind() == kind).map(Feature::name).toList();
  }

  private static String[] suffixed(List<String> names, String suffix) {
    return names.stream().map(name -> name + suffix).toArray(String[]::new);
  }
}
