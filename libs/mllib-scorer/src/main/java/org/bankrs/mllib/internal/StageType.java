package org.bankrs.mllib.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stages that can be read, by the name of Spark's class. */
enum StageType {
  IMPUTER("org.apache.spark.ml.feature.ImputerModel"),
  STRING_INDEXER("org.apache.spark.ml.feature.StringIndexerModel"),
  SQL_TRANSFORMER("org.apache.spark.ml.feature.SQLTransformer"),
  VECTOR_ASSEMBLER("org.apache.spark.ml.feature.VectorAssembler"),
  STANDARD_SCALER("org.apache.spark.ml.feature.StandardScalerModel"),
  MIN_MAX_SCALER("org.apache.spark.ml.feature.MinMaxScalerModel"),
  ONE_HOT_ENCODER("org.apache.spark.ml.feature.OneHotEncoderModel"),
  BUCKETIZER("org.apache.spark.ml.feature.Bucketizer"),
  GBT_CLASSIFIER("org.apache.spark.ml.classification.GBTClassificationModel"),
  RANDOM_FOREST_CLASSIFIER("org.apache.spark.ml.classification.RandomForestClassificationModel"),
  DECISION_TREE_CLASSIFIER("org.apache.spark.ml.classification.DecisionTreeClassificationModel"),
  LOGISTIC_REGRESSION("org.apache.spark.ml.classification.LogisticRegressionModel");

  private final String className;

  StageType(String className) {
    this.className = className;
  }

  static Optional<StageType> of(String className) {
    return Arrays.stream(values()).filter(type -> type.className.equals(className)).findAny();
  }

  static String supported() {
    return Arrays.stream(values())
        .map(type -> type.className.substring(type.className.lastIndexOf('.') + 1))
        .collect(Collectors.joining(", "));
  }
}
