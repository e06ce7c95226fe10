package org.bankrs.job.bundle;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.ml.PipelineModel;
import org.bankrs.job.NewPlace;

/**
 * Writes a bundle so that a reader sees all of it or nothing: under a hidden name beside its place,
 * renamed at the end. On an object store, where renaming is not atomic, readers go by
 * manifest.json, which is written last.
 */
public final class BundleWriter implements AutoCloseable {
  /** When the process is told to end, Spark stops first, file systems are closed last. */
  private static final int AFTER_SPARK_BEFORE_FILE_SYSTEMS = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  private final NewPlace place;
  private final BundleFiles files;
  private final Runnable cleaning;
  private boolean done;

  private BundleWriter(NewPlace place, BundleFiles files) {
    this.place = place;
    this.files = files;
    cleaning = place::discard;
    ShutdownHookManager.get().addShutdownHook(cleaning, AFTER_SPARK_BEFORE_FILE_SYSTEMS);
  }

  /**
   * Begins a bundle. Called before the training, so that a place that cannot be written to is known
   * early.
   *
   * @throws IllegalArgumentException when there is something at the place already
   * @throws org.bankrs.job.SourceUnreadableException when the place cannot be written to
   */
  public static BundleWriter begin(Configuration configuration, String out) {
    NewPlace place = NewPlace.at(configuration, new Path(out));
    place.refuseExisting();
    BundleFiles files = BundleFiles.at(configuration, place.hidden());
    files.create();
    return new BundleWriter(place, files);
  }

  /** Saves the pipeline as Spark does. */
  public void pipeline(PipelineModel pipeline) {
    PipelineFiles.save(pipeline, new Path(place.hidden(), "pipeline"), place.toString());
  }

  /** Writes a text file. */
  public void write(String name, String text) {
    files.write(name, text);
  }

  /**
   * Writes the manifest and gives the bundle its name.
   *
   * @param manifest makes the manifest from a digest of all files (12 hexadecimal digits) and their
   *     checksums
   */
  public Manifest finish(BiFunction<String, SortedMap<String, String>, Manifest> manifest) {
    files.deleteHadoopChecksums();
    SortedMap<String, String> checksums = files.checksums();
    byte[] digest =
        BundleFiles.newDigest().digest(checksums.toString().getBytes(StandardCharsets.UTF_8));
    Manifest made = manifest.apply(HexFormat.of().formatHex(digest).substring(0, 12), checksums);
    files.write("manifest.json", Json.pretty(made));
    place.reveal();
    done = true;
    return made;
  }

  /** Deletes what was written unless the bundle was finished. */
  @Override
  public void close() {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(cleaning);
    }
    if (!done) {
      place.discard();
    }
  }
}
