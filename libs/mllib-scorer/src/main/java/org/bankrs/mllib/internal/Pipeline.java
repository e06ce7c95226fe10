package org.bankrs.mllib.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.ModelFormatException;

/**
 * The stages of a saved {@code PipelineModel} and the columns they work on.
 *
 * @param stages in order
 * @param columns raw columns and those that the stages make
 */
public record Pipeline(List<Stage> stages, Columns columns) {

  private static final String CLASS_NAME = "org.apache.spark.ml.PipelineModel";

  /** Reads and checks the folder of a {@code PipelineModel}. */
  public static Pipeline read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelFormatException(
          folder + ": no such folder; expected one that PipelineModel.save wrote");
    }
    Metadata metadata = Metadata.read(folder);
    if (!metadata.className().equals(CLASS_NAME)) {
      throw new ModelFormatException(
          folder + ": holds a " + metadata.className() + "; expected a " + CLASS_NAME);
    }
    metadata.expectOnly("stageUids");
    List<String> uids = metadata.texts("stageUids");
    Columns columns = new Columns();
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < uids.size(); i++) {
      Path stage = folder.resolve("stages").resolve(stageFolder(uids.get(i), i, uids.size()));
      stages.add(Stage.read(stage, columns));
    }
    return new Pipeline(List.copyOf(stages), columns);
  }

  /** Spark pads the position with zeros to as many digits as the number of stages has. */
  private static String stageFolder(String uid, int index, int stages) {
    if (uid.isEmpty() || uid.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
      throw new ModelFormatException(
          "stageUids: '" + uid + "' cannot be a folder; expected the uid of a stage");
    }
    int digits = Integer.toString(stages).length();
    return ("%0" + digits + "d_%s").formatted(index, uid);
  }
}
