package org.bankrs.gbt;

import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;

/** The params of {@link MultilabelGbtClassifier}; each says its meaning, unit and range. */
public abstract class MultilabelGbtParams extends Estimator<MultilabelGbtModel> {
  private static final long serialVersionUID = 1L;

  /** Second-order steps on the log-loss; calibrated; does not depend on partitions. */
  public static final String NEWTON = "newton";

  /** MLlib's own first-order algorithm; the trees of GBTClassifier. */
  public static final String GRADIENT = "gradient";

  /** Leaves that take the predictions of rare labels to their rate. */
  public static final String ODDS = "odds";

  // A node's number must fit into 16 bits.
  static final int MAX_DEPTH = 14;
  static final int MAX_BINS = 256;

  private final String uid;
  private final Param<String> featuresCol;
  private final Param<String> labelsCol;
  private final StringArrayParam labelNames;
  private final Param<String> eligibilityCol;
  private final Param<String> validationIndicatorCol;
  private final Param<String> boosting;
  private final IntParam maxIter;
  private final IntParam maxDepth;
  private final IntParam maxBins;
  private final DoubleParam stepSize;
  private final Param<String> leafStep;
  private final DoubleParam lambda;
  private final IntParam minInstancesPerNode;
  private final DoubleParam minHessianPerNode;
  private final DoubleParam minInfoGain;
  private final IntParam patience;
  private final DoubleParam validationTol;
  private final Param<String> weightCol;
  private final IntParam sampleSize;
  private final DoubleParam samplesPerPositive;
  private final DoubleParam subsamplingRate;
  private final IntParam checkpointInterval;
  private final LongParam seed;

  MultilabelGbtParams(String uid) {
    this.uid = uid;
    featuresCol = new Param<>(this, "featuresCol", "column of feature vectors without NaN");
    labelsCol =
        new Param<>(
            this,
            "labelsCol",
            "column of labels: an array or vector of 0 and 1, or an integer with one bit a label,"
                + " the lowest for the first");
    labelNames =
        new StringArrayParam(this, "labelNames", "names of the labels in their order, 1 to 64");
    eligibilityCol =
        new Param<>(
            this,
            "eligibilityCol",
            "column that says for which labels a row counts, in one of the forms of labelsCol;"
                + " bits above the labels are ignored; empty: each row counts for all");
    validationIndicatorCol =
        new Param<>(
            this,
            "validationIndicatorCol",
            "boolean column, true for the rows that are only for early stopping; empty: none are");
    boosting =
        new Param<>(
            this,
            "boosting",
            "newton: second-order log-loss from the base rate; gradient: MLlib's own trees",
            ParamValidators.inArray(List.of(NEWTON, GRADIENT)));
    maxIter =
        new IntParam(
            this,
            "maxIter",
            "rounds, at least 1; newton has a first tree of one leaf, the base rate, besides",
            ParamValidators.<Object>gtEq(1));
    maxDepth =
        new IntParam(
            this,
            "maxDepth",
            "most levels of splits, 1 to " + MAX_DEPTH,
            ParamValidators.<Object>inRange(1, MAX_DEPTH));
    maxBins =
        new IntParam(
            this,
            "maxBins",
            "most bins of a feature, 2 to " + MAX_BINS + "; at least the arity of a category",
            ParamValidators.<Object>inRange(2, MAX_BINS));
    stepSize =
        new DoubleParam(
            this,
            "stepSize",
            "share of each tree after the first that is added, above 0 up to 1",
            ParamValidators.<Object>inRange(0, 1, false, true));
    leafStep =
        new Param<>(
            this,
            "leafStep",
            "newton: leaves are -G / (H + lambda); odds: the difference of log-odds that goes with"
                + " it, which suits rare labels better; newton only",
            ParamValidators.inArray(List.of(NEWTON, ODDS)));
    lambda =
        new DoubleParam(
            this,
            "lambda",
            "added to the hessian of every node, at least 0; newton only",
            ParamValidators.<Object>gtEq(0));
    minInstancesPerNode =
        new IntParam(
            this,
            "minInstancesPerNode",
            "least training rows of a node, at least 1",
            ParamValidators.<Object>gtEq(1));
    minHessianPerNode =
        new DoubleParam(
            this,
            "minHessianPerNode",
            "least sum of p (1 - p) over the rows of a node, at least 0; newton only",
            ParamValidators.<Object>gtEq(0));
    minInfoGain =
        new DoubleParam(
            this,
            "minInfoGain",
            "least gain of a split, at least 0; newton: reduction of the log-loss summed over the"
                + " node's rows; gradient: of the variance",
            ParamValidators.<Object>gtEq(0));
    patience =
        new IntParam(
            this,
            "patience",
            "rounds without a smaller validation log-loss after which a label stops, at least 1;"
                + " newton only",
            ParamValidators.<Object>gtEq(1));
    validationTol =
        new DoubleParam(
            this,
            "validationTol",
            "a label stops when the validation error falls by less than this share, at least 0;"
                + " gradient only",
            ParamValidators.<Object>gtEq(0));
    weightCol =
        new Param<>(
            this,
            "weightCol",
            "column of row weights, numbers above 0 up to 256; empty: each row weighs 1");
    sampleSize =
        new IntParam(
            this,
            "sampleSize",
            "training rows of a label that are drawn, about, those of large gradients rather than"
                + " others, and weighted so that sums stay right on average: once for the first"
                + " tree, once for those up to a fifth of maxIter, once for the rest; 0: every tree"
                + " grows on all rows; newton only",
            ParamValidators.<Object>gtEq(0));
    samplesPerPositive =
        new DoubleParam(
            this,
            "samplesPerPositive",
            "rows that are drawn for each positive one (or, in a label with more positive rows than"
                + " others, for each of those) where that is more than sampleSize, at least 0; the"
                + " drawn rows of a label must fit into the memory of a task; newton with a"
                + " sampleSize only",
            ParamValidators.<Object>gtEq(0));
    subsamplingRate =
        new DoubleParam(
            this,
            "subsamplingRate",
            "share of the training rows that a tree may see at all, above 0 up to 1; newton only",
            ParamValidators.<Object>inRange(0, 1, false, true));
    checkpointInterval =
        new IntParam(
            this,
            "checkpointInterval",
            "at least 1: the binned rows are written once to Spark's checkpoint folder, if one is"
                + " set, so that a lost executor does not have the source read again; no more is"
                + " needed in later rounds, as nothing but trees grows; -1: they are not",
            (Object value) -> (Integer) value == -1 || (Integer) value >= 1);
    seed = new LongParam(this, "seed", "of draws; in gradient, of the sample for thresholds");
    setDefault(featuresCol, "features");
    setDefault(labelsCol, "labels");
    setDefault(eligibilityCol, "");
    setDefault(validationIndicatorCol, "");
    setDefault(boosting, NEWTON);
    setDefault(maxIter, 20);
    setDefault(maxDepth, 5);
    setDefault(maxBins, MAX_BINS);
    setDefault(stepSize, 0.1);
    setDefault(leafStep, NEWTON);
    setDefault(lambda, 1.0);
    setDefault(minInstancesPerNode, 1);
    setDefault(minHessianPerNode, 1.0);
    setDefault(minInfoGain, 0.0);
    setDefault(patience, 5);
    setDefault(validationTol, 0.01);
    setDefault(weightCol, "");
    setDefault(sampleSize, 0);
    setDefault(samplesPerPositive, 10.0);
    setDefault(subsamplingRate, 1.0);
    setDefault(checkpointInterval, -1);
    setDefault(seed, 42L);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The param featuresCol. */
  public Param<String> featuresCol() {
    return featuresCol;
  }

  /** The param labelsCol. */
  public Param<String> labelsCol() {
    return labelsCol;
  }

  /** The param labelNames. */
  public StringArrayParam labelNames() {
    return labelNames;
  }

  /** The param eligibilityCol. */
  public Param<String> eligibilityCol() {
    return eligibilityCol;
  }

  /** The param validationIndicatorCol. */
  public Param<String> validationIndicatorCol() {
    return validationIndicatorCol;
  }

  /** The param boosting. */
  public Param<String> boosting() {
    return boosting;
  }

  /** The param maxIter. */
  public IntParam maxIter() {
    return maxIter;
  }

  /** The param maxDepth. */
  public IntParam maxDepth() {
    return maxDepth;
  }

  /** The param maxBins. */
  public IntParam maxBins() {
    return maxBins;
  }

  /** The param stepSize. */
  public DoubleParam stepSize() {
    return stepSize;
  }

  /** The param leafStep. */
  public Param<String> leafStep() {
    return leafStep;
  }

  /** The param lambda. */
  public DoubleParam lambda() {
    return lambda;
  }

  /** The param minInstancesPerNode. */
  public IntParam minInstancesPerNode() {
    return minInstancesPerNode;
  }

  /** The param minHessianPerNode. */
  public DoubleParam minHessianPerNode() {
    return minHessianPerNode;
  }

  /** The param minInfoGain. */
  public DoubleParam minInfoGain() {
    return minInfoGain;
  }

  /** The param patience. */
  public IntParam patience() {
    return patience;
  }

  /** The param validationTol. */
  public DoubleParam validationTol() {
    return validationTol;
  }

  /** The param weightCol. */
  public Param<String> weightCol() {
    return weightCol;
  }

  /** The param sampleSize. */
  public IntParam sampleSize() {
    return sampleSize;
  }

  /** The param samplesPerPositive. */
  public DoubleParam samplesPerPositive() {
    return samplesPerPositive;
  }

  /** The param subsamplingRate. */
  public DoubleParam subsamplingRate() {
    return subsamplingRate;
  }

  /** The param checkpointInterval. */
  public IntParam checkpointInterval() {
    return checkpointInterval;
  }

  /** The param seed. */
  public LongParam seed() {
    return seed;
  }
}
