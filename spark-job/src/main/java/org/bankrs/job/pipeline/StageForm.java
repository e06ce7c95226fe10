package org.bankrs.job.pipeline;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;

/**
 * How MLlib saves the stages of one type.
 *
 * @param type the stages' class
 * @param save writes a stage into its folder
 * @param load reads one
 */
record StageForm<T extends Transformer>(
    Class<T> type,
    BiConsumer<T, StageFolder> save,
    BiFunction<StageMetadata, StageFolder, T> load) {
  private static final List<StageForm<?>> ALL =
      List.of(
          new StageForm<>(ImputerModel.class, FeatureStages::save, FeatureStages::imputer),
          new StageForm<>(StringIndexerModel.class, FeatureStages::save, FeatureStages::indexer),
          new StageForm<>(StandardScalerModel.class, FeatureStages::save, FeatureStages::scaler),
          new StageForm<>(
              SQLTransformer.class,
              FeatureStages::saveParams,
              (metadata, folder) -> metadata.apply(new SQLTransformer(metadata.uid()))),
          new StageForm<>(
              VectorAssembler.class,
              FeatureStages::saveParams,
              (metadata, folder) -> metadata.apply(new VectorAssembler(metadata.uid()))),
          new StageForm<>(GBTClassificationModel.class, BoostedTrees::save, BoostedTrees::load));

  static void save(Transformer stage, StageFolder folder) {
    of(stage.getClass().getName()).saveAny(stage, folder);
  }

  static Transformer load(StageFolder folder) {
    StageMetadata metadata = folder.metadata();
    return of(metadata.className()).load.apply(metadata, folder);
  }

  private void saveAny(Transformer stage, StageFolder folder) {
    save.accept(type.cast(stage), folder);
  }

  private static StageForm<?> of(String type) {
    return ALL.stream()
        .filter(form -> form.type.getName().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown type of stage %s: expected one of %s"
                        .formatted(
                            type, ALL.stream().map(form -> form.type.getSimpleName()).toList())));
  }
}
