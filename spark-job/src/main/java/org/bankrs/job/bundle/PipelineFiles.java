package org.bankrs.job.bundle;

import java.util.List;
import java.util.concurrent.Callable;
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
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.Transfers;

/**
 * Saves and loads a pipeline in Spark's own form, several stages at a time: each of 24 classifiers
 * is a few tiny jobs, which wait for files and for the driver most of the time.
 */
final class PipelineFiles {
  private PipelineFiles() {}

  /**
   * Writes the same files as {@code pipeline.save(path)}.
   *
   * @param bundle its name in errors
   * @throws SourceUnreadableException when it fails
   */
  static void save(PipelineModel pipeline, Path path, String bundle) {
    List<SavedLater> stages =
        Stream.of(pipeline.stages()).map(stage -> new SavedLater((MLWritable) stage)).toList();
    run(
        "save",
        bundle,
        () -> {
          new PipelineModel(pipeline.uid(), List.<Transformer>copyOf(stages)).save(path.toString());
          return true;
        });
    Transfers.each(
        stages,
        stage ->
            run(
                "save",
                bundle,
                () -> {
                  stage.save();
                  return true;
                }));
  }

  /**
   * The same pipeline as {@code PipelineModel.load(path)}.
   *
   * @param bundle its name in errors
   * @throws SourceUnreadableException when it fails
   */
  static PipelineModel load(Path path, String bundle) {
    SparkSession session = SparkSession.active();
    DefaultParamsReader$ reader = DefaultParamsReader$.MODULE$;
    DefaultParamsReader.Metadata metadata =
        run(
            "load",
            bundle,
            () -> reader.loadMetadata(path.toString(), session, PipelineModel.class.getName()));
    List<String> uids =
        Json.read(path + "/metadata", metadata.metadataJson(), Saved.class).paramMap().stageUids();
    String folder = new Path(path, "stages").toString();
    Transformer[] stages = new Transformer[uids.size()];
    Transfers.each(
        IntStream.range(0, stages.length).boxed().toList(),
        i -> {
          String stage =
              Pipeline.SharedReadWrite$.MODULE$.getStagePath(uids.get(i), i, stages.length, folder);
          stages[i] = run("load", bundle, () -> reader.loadParamsInstance(stage, session));
        });
    return new PipelineModel(metadata.uid(), stages);
  }

  private static <T> T run(String what, String bundle, Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      // Spark's own exceptions are checked, but Scala does not declare them.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new SourceUnreadableException(
          "cannot %s the pipeline in %s: %s".formatted(what, bundle, cause.getMessage()), e);
    }
  }

  /** What Spark's metadata of a pipeline say of its stages. */
  private record Saved(Stages paramMap) {}

  private record Stages(List<String> stageUids) {}
}
