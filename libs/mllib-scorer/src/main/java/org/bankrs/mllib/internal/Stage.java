package org.bankrs.mllib.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bankrs.mllib.ModelFormatException;

/** One stage of a pipeline. Immutable and thread-safe. */
public sealed interface Stage extends Step
    permits BinaryClassifier,
        Bucketizer,
        Imputer,
        MinMaxScaler,
        OneHotEncoder,
        SqlTransformer,
        StandardScaler,
        StringIndexer,
        VectorAssembler {

  /** Says which numbers that this stage makes derive from which one alone. */
  default void trace(Origins origins) {}

  /** Reads the folder of any supported stage. */
  static Stage read(Path folder, Columns columns) {
    if (!Files.isDirectory(folder)) {
      throw new ModelFormatException(
          folder + ": no such folder; expected the stage that the pipeline's metadata lists");
    }
    Metadata metadata = Metadata.read(folder);
    StageType type =
        StageType.of(metadata.className())
            .orElseThrow(
                () ->
                    new ModelFormatException(
                        "%s: stage %s is not supported; supported are %s"
                            .formatted(folder, metadata.className(), StageType.supported())));
    return switch (type) {
      case IMPUTER -> Imputer.read(metadata, columns);
      case STRING_INDEXER -> StringIndexer.read(metadata, columns);
      case SQL_TRANSFORMER -> SqlTransformer.read(metadata, columns);
      case VECTOR_ASSEMBLER -> VectorAssembler.read(metadata, columns);
      case STANDARD_SCALER -> StandardScaler.read(metadata, columns);
      case MIN_MAX_SCALER -> MinMaxScaler.read(metadata, columns);
      case ONE_HOT_ENCODER -> OneHotEncoder.read(metadata, columns);
      case BUCKETIZER -> Bucketizer.read(metadata, columns);
      case GBT_CLASSIFIER -> GbtClassifier.read(metadata, columns);
      case RANDOM_FOREST_CLASSIFIER -> ForestClassifier.readForest(metadata, columns);
      case DECISION_TREE_CLASSIFIER -> ForestClassifier.readTree(metadata, columns);
      case LOGISTIC_REGRESSION -> LogisticRegression.read(metadata, columns);
    };
  }
}
