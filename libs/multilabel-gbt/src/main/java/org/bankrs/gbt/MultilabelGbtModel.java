package org.bankrs.gbt;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A stock GBTClassificationModel for each label. Each writes columns of its own: {@code
 * rawPrediction_<label>}, {@code probability_<label>} and {@code prediction_<label>}.
 *
 * <p>It is saved as a plain PipelineModel of those models, which needs none of our classes to be
 * loaded: {@code PipelineModel.load(path)}.
 */
public final class MultilabelGbtModel extends Model<MultilabelGbtModel> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final String[] labelNames;
  private final PipelineModel pipeline;

  private final TrainingTimes times;

  MultilabelGbtModel(
      String uid,
      List<String> labelNames,
      List<GBTClassificationModel> models,
      TrainingTimes times) {
    this.uid = uid;
    this.times = times;
    this.labelNames = labelNames.toArray(String[]::new);
    this.pipeline = new PipelineModel(uid, List.<Transformer>copyOf(models));
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Names of the labels, in the order of the models. */
  public List<String> labelNames() {
    return List.of(labelNames);
  }

  /** One model for each label, in the order of the labels. */
  public List<GBTClassificationModel> models() {
    return IntStream.range(0, labelNames.length)
        .mapToObj(i -> (GBTClassificationModel) pipeline.stages()[i])
        .toList();
  }

  /** The models by the name of their label. */
  public Map<String, GBTClassificationModel> modelsByLabel() {
    List<GBTClassificationModel> models = models();
    return IntStream.range(0, labelNames.length)
        .boxed()
        .collect(Collectors.toMap(i -> labelNames[i], models::get));
  }

  /** How long the training took. */
  public TrainingTimes trainingTimes() {
    return times;
  }

  /** The same models as a stock PipelineModel. */
  public PipelineModel toPipelineModel() {
    return pipeline;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return pipeline.transform(dataset);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return pipeline.transformSchema(schema);
  }

  @Override
  public MultilabelGbtModel copy(ParamMap extra) {
    MultilabelGbtModel copy =
        new MultilabelGbtModel(
            uid, labelNames(), models().stream().map(model -> model.copy(extra)).toList(), times);
    copy.setParent(parent());
    return copy;
  }

  @Override
  public MLWriter write() {
    return pipeline.write();
  }
}
