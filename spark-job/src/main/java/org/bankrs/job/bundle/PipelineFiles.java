package org.bankrs.job.bundle;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Transfers;

/**
 * Saves and loads a pipeline in Spark's own form, several stages at a time: each of 24 classifiers
 * is a few tiny jobs, which wait for files and for the driver most of the time.
 */
final class PipelineFiles {
  private PipelineFiles() {}

  /** The same files as {@code pipeline.save(path)}. */
  static void save(PipelineModel pipeline, Path path) throws IOException {
    List<SavedLater> stages =
        Stream.of(pipeline.stages()).map(stage -> new SavedLater((MLWritable) stage)).toList();
    new PipelineModel(pipeline.uid(), List.<Transformer>copyOf(stages)).save(path.toString());
    Transfers.each(stages, SavedLater::save);
  }

  /** The same pipeline as {@code PipelineModel.load(path)}. */
  static PipelineModel load(Path path) {
    SparkSession session = SparkSession.active();
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader$.MODULE$.loadMetadata(
            path.toString(), session, PipelineModel.class.getName());
    List<String> uids =
        Json.read(path + "/metadata", metadata.metadataJson(), Saved.class).paramMap().stageUids();
    String folder = new Path(path, "stages").toString();
    Transformer[] stages = new Transformer[uids.size()];
    Transfers.each(
        IntStream.range(0, stages.length).boxed().toList(),
        i -> {
          String stage =
              Pipeline.SharedReadWrite$.MODULE$.getStagePath(uids.get(i), i, stages.length, folder);
          stages[i] = DefaultParamsReader$.MODULE$.loadParamsInstance(stage, session);
        });
    return new PipelineModel(metadata.uid(), stages);
  }

  /** What Spark's metadata of a pipeline say of its stages. */
  private record Saved(Stages paramMap) {}

  private record Stages(List<String> stageUids) {}
}
