package org.bankrs.job.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.StringIndexerModel;

/** All that a pipeline has learned, as text; without the random names of its stages. */
public final class ModelText {
  private ModelText() {}

  /** A text for each stage that learned something. */
  public static List<String> of(PipelineModel pipeline) {
    List<String> texts = new ArrayList<>();
    for (Transformer stage : pipeline.stages()) {
      if (stage instanceof ImputerModel imputer) {
        texts.add("medians " + imputer.surrogateDF().collectAsList());
      } else if (stage instanceof StringIndexerModel indexer) {
        texts.add("categories " + Arrays.deepToString(indexer.labelsArray()));
      } else if (stage instanceof StandardScalerModel scaler) {
        texts.add("means " + scaler.mean() + " deviations " + scaler.std());
      } else if (stage instanceof GBTClassificationModel trees) {
        texts.add(
            "%s weights %s thresholds %s"
                .formatted(
                    trees.toDebugString(),
                    Arrays.toString(trees.treeWeights()),
                    Arrays.toString(trees.getThresholds())));
      }
    }
    return texts;
  }
}
