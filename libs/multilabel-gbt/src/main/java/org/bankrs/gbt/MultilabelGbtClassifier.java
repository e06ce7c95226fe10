package org.bankrs.gbt;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.bankrs.gbt.internal.FeatureColumn;
import org.bankrs.gbt.internal.LeafStep;
import org.bankrs.gbt.internal.RoundObserver;
import org.bankrs.gbt.internal.RowReader;
import org.bankrs.gbt.internal.Settings;
import org.bankrs.gbt.internal.Training;

/**
 * Fits boosted trees for up to 64 binary labels at once and returns a stock GBTClassificationModel
 * for each.
 *
 * <p>The rows are binned once, into a few bytes each, and cached; the trees of all labels grow
 * together, with one Spark job for each level of a round. With {@code boosting} "newton" the first
 * tree is the base rate's log-odds, the others take second-order steps on the log-loss, and the
 * result is the same for the same rows, whatever their order and partitions. With "gradient" the
 * trees are those of MLlib's GBTClassifier on the same partitions and seed; where a label leaves
 * out rows the thresholds still come from all of them.
 *
 * <p>Categorical features are those that the ML attributes of the features column call nominal or
 * binary with values. NaN and null are refused. Not thread-safe.
 */
public final class MultilabelGbtClassifier extends MultilabelGbtParams
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LABELS = 64;

  private transient Optional<RoundListener> listener = Optional.empty();

  /** An estimator with a uid of its own. */
  public MultilabelGbtClassifier() {
    this(Identifiable$.MODULE$.randomUID("multilabelGbt"));
  }

  /** An estimator with a given uid. */
  public MultilabelGbtClassifier(String uid) {
    super(uid);
  }

  /** Sets featuresCol. */
  public MultilabelGbtClassifier setFeaturesCol(String value) {
    set(featuresCol(), value);
    return this;
  }

  /** What featuresCol is. */
  public String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** Sets labelsCol. */
  public MultilabelGbtClassifier setLabelsCol(String value) {
    set(labelsCol(), value);
    return this;
  }

  /** What labelsCol is. */
  public String getLabelsCol() {
    return getOrDefault(labelsCol());
  }

  /** Sets labelNames. */
  public MultilabelGbtClassifier setLabelNames(String[] value) {
    set(labelNames(), value);
    return this;
  }

  /** What labelNames is. */
  public String[] getLabelNames() {
    return getOrDefault(labelNames());
  }

  /** Sets eligibilityCol. */
  public MultilabelGbtClassifier setEligibilityCol(String value) {
    set(eligibilityCol(), value);
    return this;
  }

  /** What eligibilityCol is. */
  public String getEligibilityCol() {
    return getOrDefault(eligibilityCol());
  }

  /** Sets validationIndicatorCol. */
  public MultilabelGbtClassifier setValidationIndicatorCol(String value) {
    set(validationIndicatorCol(), value);
    return this;
  }

  /** What validationIndicatorCol is. */
  public String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  /** Sets boosting. */
  public MultilabelGbtClassifier setBoosting(String value) {
    set(boosting(), value);
    return this;
  }

  /** What boosting is. */
  public String getBoosting() {
    return getOrDefault(boosting());
  }

  /** Sets maxIter. */
  public MultilabelGbtClassifier setMaxIter(int value) {
    set(maxIter(), value);
    return this;
  }

  /** What maxIter is. */
  public int getMaxIter() {
    return (Integer) getOrDefault(maxIter());
  }

  /** Sets maxDepth. */
  public MultilabelGbtClassifier setMaxDepth(int value) {
    set(maxDepth(), value);
    return this;
  }

  /** What maxDepth is. */
  public int getMaxDepth() {
    return (Integer) getOrDefault(maxDepth());
  }

  /** Sets maxBins. */
  public MultilabelGbtClassifier setMaxBins(int value) {
    set(maxBins(), value);
    return this;
  }

  /** What maxBins is. */
  public int getMaxBins() {
    return (Integer) getOrDefault(maxBins());
  }

  /** Sets stepSize. */
  public MultilabelGbtClassifier setStepSize(double value) {
    set(stepSize(), value);
    return this;
  }

  /** What stepSize is. */
  public double getStepSize() {
    return (Double) getOrDefault(stepSize());
  }

  /** Sets leafStep. */
  public MultilabelGbtClassifier setLeafStep(String value) {
    set(leafStep(), value);
    return this;
  }

  /** What leafStep is. */
  public String getLeafStep() {
    return getOrDefault(leafStep());
  }

  /** Sets lambda. */
  public MultilabelGbtClassifier setLambda(double value) {
    set(lambda(), value);
    return this;
  }

  /** What lambda is. */
  public double getLambda() {
    return (Double) getOrDefault(lambda());
  }

  /** Sets minInstancesPerNode. */
  public MultilabelGbtClassifier setMinInstancesPerNode(int value) {
    set(minInstancesPerNode(), value);
    return this;
  }

  /** What minInstancesPerNode is. */
  public int getMinInstancesPerNode() {
    return (Integer) getOrDefault(minInstancesPerNode());
  }

  /** Sets minHessianPerNode. */
  public MultilabelGbtClassifier setMinHessianPerNode(double value) {
    set(minHessianPerNode(), value);
    return this;
  }

  /** What minHessianPerNode is. */
  public double getMinHessianPerNode() {
    return (Double) getOrDefault(minHessianPerNode());
  }

  /** Sets minInfoGain. */
  public MultilabelGbtClassifier setMinInfoGain(double value) {
    set(minInfoGain(), value);
    return this;
  }

  /** What minInfoGain is. */
  public double getMinInfoGain() {
    return (Double) getOrDefault(minInfoGain());
  }

  /** Sets patience. */
  public MultilabelGbtClassifier setPatience(int value) {
    set(patience(), value);
    return this;
  }

  /** What patience is. */
  public int getPatience() {
    return (Integer) getOrDefault(patience());
  }

  /** Sets validationTol. */
  public MultilabelGbtClassifier setValidationTol(double value) {
    set(validationTol(), value);
    return this;
  }

  /** What validationTol is. */
  public double getValidationTol() {
    return (Double) getOrDefault(validationTol());
  }

  /** Sets weightCol. */
  public MultilabelGbtClassifier setWeightCol(String value) {
    set(weightCol(), value);
    return this;
  }

  /** What weightCol is. */
  public String getWeightCol() {
    return getOrDefault(weightCol());
  }

  /** Sets sampleSize. */
  public MultilabelGbtClassifier setSampleSize(int value) {
    set(sampleSize(), value);
    return this;
  }

  /** What sampleSize is. */
  public int getSampleSize() {
    return (Integer) getOrDefault(sampleSize());
  }

  /** Sets samplesPerPositive. */
  public MultilabelGbtClassifier setSamplesPerPositive(double value) {
    set(samplesPerPositive(), value);
    return this;
  }

  /** What samplesPerPositive is. */
  public double getSamplesPerPositive() {
    return (Double) getOrDefault(samplesPerPositive());
  }

  /** Sets subsamplingRate. */
  public MultilabelGbtClassifier setSubsamplingRate(double value) {
    set(subsamplingRate(), value);
    return this;
  }

  /** What subsamplingRate is. */
  public double getSubsamplingRate() {
    return (Double) getOrDefault(subsamplingRate());
  }

  /** Sets checkpointInterval. */
  public MultilabelGbtClassifier setCheckpointInterval(int value) {
    set(checkpointInterval(), value);
    return this;
  }

  /** What checkpointInterval is. */
  public int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }

  /** Sets seed. */
  public MultilabelGbtClassifier setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /** What seed is. */
  public long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /** Has a listener told about each round; it is not saved and not copied to other JVMs. */
  public MultilabelGbtClassifier setRoundListener(RoundListener value) {
    listener = Optional.of(value);
    return this;
  }

  /**
   * Fits the models.
   *
   * @throws IllegalArgumentException when a column or the data is not as the params say; what and
   *     where is in the message
   */
  @Override
  public MultilabelGbtModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    List<String> names = List.of(getLabelNames());
    boolean validates = !getValidationIndicatorCol().isEmpty();
    JavaRDD<Row> rows = rows(dataset);
    RowReader reader =
        new RowReader(
            getFeaturesCol(),
            getLabelsCol(),
            getEligibilityCol(),
            getValidationIndicatorCol(),
            getWeightCol(),
            names.size());
    FeatureColumn features =
        FeatureColumn.of(dataset.schema().apply(getFeaturesCol()), rows, reader);
    features.requireArity(getMaxBins());
    Clock clock = new Clock(listener);
    Training training =
        new Training(
            JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext()),
            rows,
            reader,
            validates,
            settings(),
            clock);
    List<String> uids = names.stream().map(name -> "gbtc_" + name).toList();
    List<GBTClassificationModel> models =
        getBoosting().equals(NEWTON)
            ? training.newton(features.names(), features.arity(), uids)
            : training.gradient(features.names(), features.arity(), uids);
    for (int i = 0; i < models.size(); i++) {
      nameColumns(models.get(i), names.get(i));
    }
    MultilabelGbtModel model = new MultilabelGbtModel(uid(), names, models, clock.times());
    model.setParent(this);
    return model;
  }

  private Settings settings() {
    return new Settings(
        getMaxIter(),
        getMaxDepth(),
        getMaxBins(),
        getStepSize(),
        LeafStep.valueOf(getLeafStep().toUpperCase(Locale.ROOT)),
        getLambda(),
        getMinHessianPerNode(),
        getMinInstancesPerNode(),
        getMinInfoGain(),
        getPatience(),
        getSampleSize(),
        getSamplesPerPositive(),
        getSubsamplingRate(),
        getValidationTol(),
        getSeed(),
        getCheckpointInterval() > 0);
  }

  /** Passes on what the trainer says, with times. */
  private static final class Clock implements RoundObserver {
    private final Optional<RoundListener> told;
    private final long begin = System.nanoTime();
    private long binned = begin;

    Clock(Optional<RoundListener> told) {
      this.told = told;
    }

    @Override
    public void rowsBinned() {
      binned = System.nanoTime();
      told.ifPresent(listener -> listener.rowsBinned(Duration.ofNanos(binned - begin)));
    }

    @Override
    public void roundDone(int done, int all, int growing) {
      double spent = System.nanoTime() - binned;
      Duration left = Duration.ofNanos((long) (growing == 0 ? 0 : spent / done * (all - done)));
      told.ifPresent(listener -> listener.roundDone(done, all, growing, left));
    }

    TrainingTimes times() {
      return new TrainingTimes(
          Duration.ofNanos(binned - begin), Duration.ofNanos(System.nanoTime() - binned));
    }
  }

  private JavaRDD<Row> rows(Dataset<?> dataset) {
    Column none = functions.lit(null).cast(DataTypes.BooleanType);
    return dataset
        .select(
            column(dataset, getFeaturesCol(), none),
            column(dataset, getLabelsCol(), none),
            column(dataset, getEligibilityCol(), none),
            column(dataset, getValidationIndicatorCol(), none),
            column(dataset, getWeightCol(), none))
        .javaRDD();
  }

  private static Column column(Dataset<?> dataset, String name, Column none) {
    return name.isEmpty() ? none : dataset.col("`" + name + "`");
  }

  private void nameColumns(GBTClassificationModel model, String label) {
    model.setFeaturesCol(getFeaturesCol());
    model.setRawPredictionCol("rawPrediction_" + label);
    model.setProbabilityCol("probability_" + label);
    model.setPredictionCol("prediction_" + label);
  }

  /**
   * Checks the columns; the result has three columns more for each label.
   *
   * @throws IllegalArgumentException when a column is missing, of a wrong type or already there
   */
  @Override
  public StructType transformSchema(StructType schema) {
    if (!isSet(labelNames()) || getLabelNames().length == 0) {
      throw new IllegalArgumentException("labelNames is not set; expected 1 to 64 names");
    }
    List<String> names = List.of(getLabelNames());
    if (names.size() > MAX_LABELS || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException(
          "labelNames has %d names %s; expected 1 to %d different ones"
              .formatted(names.size(), names, MAX_LABELS));
    }
    require(schema, "featuresCol", getFeaturesCol(), "a vector", SQLDataTypes.VectorType());
    requireLabels(schema, "labelsCol", getLabelsCol(), names.size());
    if (!getEligibilityCol().isEmpty()) {
      requireLabels(schema, "eligibilityCol", getEligibilityCol(), names.size());
    }
    if (!getValidationIndicatorCol().isEmpty()) {
      require(
          schema,
          "validationIndicatorCol",
          getValidationIndicatorCol(),
          "boolean",
          DataTypes.BooleanType);
    }
    if (!getWeightCol().isEmpty()
        && !(type(schema, "weightCol", getWeightCol()) instanceof NumericType)) {
      throw new IllegalArgumentException(
          "weightCol %s is %s, expected a number"
              .formatted(getWeightCol(), schema.apply(getWeightCol()).dataType().simpleString()));
    }
    requireNewton(sampleSize().name(), getSampleSize() == 0);
    requireNewton(subsamplingRate().name(), getSubsamplingRate() == 1);
    requireNewton(leafStep().name(), getLeafStep().equals(NEWTON));
    StructType result = schema;
    for (String name : names) {
      result = added(result, "rawPrediction_" + name, SQLDataTypes.VectorType());
      result = added(result, "probability_" + name, SQLDataTypes.VectorType());
      result = added(result, "prediction_" + name, DataTypes.DoubleType);
    }
    return result;
  }

  private void requireNewton(String param, boolean isLeftAlone) {
    if (getBoosting().equals(GRADIENT) && !isLeftAlone) {
      throw new IllegalArgumentException(
          "%s is set, expected with boosting newton only; boosting is %s"
              .formatted(param, GRADIENT));
    }
  }

  private static StructType added(StructType schema, String column, DataType type) {
    if (Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException("column %s is there already".formatted(column));
    }
    return schema.add(column, type);
  }

  private static DataType type(StructType schema, String param, String column) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "%s is %s, which is not among the columns %s"
              .formatted(param, column, Arrays.toString(schema.fieldNames())));
    }
    return schema.apply(column).dataType();
  }

  private static void require(
      StructType schema, String param, String column, String expected, DataType wanted) {
    DataType type = type(schema, param, column);
    if (!type.equals(wanted)) {
      throw new IllegalArgumentException(
          "%s %s is %s, expected %s".formatted(param, column, type.simpleString(), expected));
    }
  }

  private static void requireLabels(StructType schema, String param, String column, int labels) {
    DataType type = type(schema, param, column);
    boolean bits =
        type instanceof LongType || (type instanceof IntegerType && labels <= Integer.SIZE);
    boolean list =
        type instanceof ArrayType array
            && (array.elementType() instanceof NumericType
                || array.elementType() instanceof BooleanType);
    if (!bits && !list && !type.equals(SQLDataTypes.VectorType())) {
      throw new IllegalArgumentException(
          "%s %s is %s, expected an array or vector of 0 and 1, or an integer of one bit for each of %d labels"
              .formatted(param, column, type.simpleString(), labels));
    }
  }

  @Override
  public MultilabelGbtClassifier copy(ParamMap extra) {
    MultilabelGbtClassifier copy = defaultCopy(extra);
    copy.listener = listener;
    return copy;
  }

  /** Reads an estimator that was saved. */
  public static MLReader<MultilabelGbtClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads an estimator that was saved under a path. */
  public static MultilabelGbtClassifier load(String path) {
    return read().load(path);
  }
}
