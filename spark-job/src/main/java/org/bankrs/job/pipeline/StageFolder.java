package org.bankrs.job.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A folder of a saved pipeline: its own files lie in folders below, each as Spark's one part and
 * the empty file that marks it whole.
 *
 * @param path below the pipeline's folder, empty for that folder itself
 * @param files of the whole pipeline by their paths
 */
record StageFolder(String path, SortedMap<String, byte[]> files) {
  private static final String METADATA = "metadata";
  private static final String WHOLE = "_SUCCESS";

  StageFolder below(String name) {
    return new StageFolder(path.isEmpty() ? name : path + "/" + name, files);
  }

  void writeMetadata(StageMetadata metadata) {
    below(METADATA).write(".txt", (metadata.text() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void writeRows(String name, StructType schema, List<Row> rows) {
    below(name).write(".snappy.parquet", Parquet.write(schema, rows));
  }

  private void write(String ending, byte[] content) {
    files.put(path + "/part-00000-" + UUID.randomUUID() + "-c000" + ending, content);
    files.put(path + "/" + WHOLE, new byte[0]);
  }

  StageMetadata metadata() {
    byte[] text = below(METADATA).parts().findFirst().orElseThrow();
    return new StageMetadata(new String(text, StandardCharsets.UTF_8).strip());
  }

  /** The rows of all parts; Spark writes several for very many trees. */
  Stream<Group> rows(String name) {
    StageFolder folder = below(name);
    return folder.parts().flatMap(part -> Parquet.read(folder.path, part).stream());
  }

  private Stream<byte[]> parts() {
    String start = path + "/part-";
    SortedMap<String, byte[]> parts = files.subMap(start, start + Character.MAX_VALUE);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(start + "* is missing");
    }
    return parts.values().stream();
  }
}
