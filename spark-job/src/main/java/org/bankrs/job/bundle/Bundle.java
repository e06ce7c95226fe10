package org.bankrs.job.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.pipeline.SavedPipeline;

/**
 * A bundle that was written before, on any Hadoop file system.
 *
 * @param uri its folder
 * @param manifest its table of contents
 */
public record Bundle(String uri, Manifest manifest) {
  static final String PIPELINE = "pipeline";
  private static final String MANIFEST = "manifest.json";

  /**
   * Opens a bundle by its manifest; the files are not looked at yet.
   *
   * @throws SourceUnreadableException when there is no bundle or none that this version reads
   */
  public static Bundle open(Configuration configuration, String uri) {
    String text = BundleFiles.at(configuration, new Path(uri)).read(MANIFEST);
    Manifest manifest;
    try {
      manifest = Json.read(uri + "/" + MANIFEST, text, Manifest.class);
    } catch (IllegalArgumentException e) {
      throw new SourceUnreadableException(e.getMessage(), e);
    }
    if (manifest.format() != Manifest.FORMAT) {
      throw new SourceUnreadableException(
          "%s is a bundle of format %d: expected %d"
              .formatted(uri, manifest.format(), Manifest.FORMAT));
    }
    return new Bundle(uri, manifest);
  }

  /** What differs between the files and the manifest; empty for a whole bundle. */
  public List<String> damages(Configuration configuration) {
    SortedMap<String, String> found = BundleFiles.at(configuration, new Path(uri)).checksums();
    found.remove(MANIFEST);
    TreeSet<String> names = new TreeSet<>(found.keySet());
    names.addAll(manifest.checksums().keySet());
    List<String> damages = new ArrayList<>();
    for (String name : names) {
      String expected = manifest.checksums().getOrDefault(name, "");
      String actual = found.getOrDefault(name, "");
      if (actual.isEmpty()) {
        damages.add(name + " is missing");
      } else if (expected.isEmpty()) {
        damages.add(name + " is not in the manifest");
      } else if (!expected.equals(actual)) {
        damages.add("%s has the checksum %s, expected %s".formatted(name, actual, expected));
      }
    }
    return damages;
  }

  /** The text of a file. */
  public String read(Configuration configuration, String name) {
    return BundleFiles.at(configuration, new Path(uri)).read(name);
  }

  /**
   * The pipeline.
   *
   * @throws SourceUnreadableException when a file is missing or is not as Spark saves it
   */
  public PipelineModel pipeline() {
    Configuration configuration = SparkSession.active().sparkContext().hadoopConfiguration();
    BundleFiles files = BundleFiles.at(configuration, new Path(uri, PIPELINE));
    try {
      return new SavedPipeline(files.readAll()).load();
    } catch (RuntimeException | AssertionError e) {
      throw new SourceUnreadableException(
          "cannot load the pipeline in %s: %s".formatted(uri, e.getMessage()), e);
    }
  }
}
