package org.bankrs.job.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;

/**
 * A pipeline as the files that {@code PipelineModel.save} writes, without Hadoop's checksums: Spark
 * and PySpark load them as their own. Spark's own writer runs two or three jobs for each
 * classifier, whose planning and committing take longer than a small training.
 *
 * @param files content by path below the pipeline's folder, such as {@code
 *     stages/03_stdScal_1234/metadata/part-00000-...-c000.txt}
 */
public record SavedPipeline(SortedMap<String, byte[]> files) {
  private static final String STAGES = "stages";

  /** Takes the map as it is; it must not change afterwards. */
  public SavedPipeline {
    files = Collections.unmodifiableSortedMap(files);
  }

  /**
   * Saves a pipeline.
   *
   * @throws IllegalArgumentException when a stage is of a type that no pipeline of this project has
   */
  public static SavedPipeline of(PipelineModel pipeline) {
    List<Transformer> stages = List.of(pipeline.stages());
    List<String> uids = stages.stream().map(PipelineStage::uid).toList();
    StageFolder root = new StageFolder("", new TreeMap<>());
    root.writeMetadata(StageMetadata.ofPipeline(pipeline, uids));
    for (int i = 0; i < uids.size(); i++) {
      StageForm.save(stages.get(i), root.below(place(uids, i)));
    }
    return new SavedPipeline(root.files());
  }

  /**
   * The pipeline again.
   *
   * @throws IllegalArgumentException when a file is missing or is not what Spark writes there; the
   *     message names it
   */
  public PipelineModel load() {
    StageFolder root = new StageFolder("", files);
    StageMetadata metadata = root.metadata();
    List<String> uids = metadata.stageUids();
    Transformer[] stages =
        IntStream.range(0, uids.size())
            .mapToObj(i -> StageForm.load(root.below(place(uids, i))))
            .toArray(Transformer[]::new);
    return new PipelineModel(metadata.uid(), stages);
  }

  private static String place(List<String> uids, int index) {
    return Pipeline.SharedReadWrite$.MODULE$.getStagePath(
        uids.get(index), index, uids.size(), STAGES);
  }
}
