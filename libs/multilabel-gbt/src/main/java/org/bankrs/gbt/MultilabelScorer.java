package org.bankrs.gbt;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.bankrs.gbt.internal.FlatTrees;

/**
 * Asks stock models of many labels together, many times as fast as one after another: their nodes
 * lie in flat arrays. It gives the numbers of {@link GBTClassificationModel#predictProbability},
 * bit for bit. Immutable and thread-safe.
 */
public final class MultilabelScorer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FlatTrees[] labels;

  /** A scorer of models that read the same features. */
  public MultilabelScorer(List<GBTClassificationModel> models) {
    this.labels = models.stream().map(FlatTrees::new).toArray(FlatTrees[]::new);
  }

  /**
   * The probabilities of class 1.
   *
   * @param features as the models' vectors have them; values that no split knows go where MLlib
   *     sends them
   * @return in the order of the models
   */
  public double[] probabilities(double[] features) {
    double[] probabilities = new double[labels.length];
    for (int label = 0; label < labels.length; label++) {
      // In the steps of MLlib, whose class 0 comes first.
      double classZero = 1 / (1 + Math.exp(2 * labels[label].margin(features)));
      probabilities[label] = 1 - classZero;
    }
    return probabilities;
  }
}
