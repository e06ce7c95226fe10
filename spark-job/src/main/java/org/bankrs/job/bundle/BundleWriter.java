package org.bankrs.job.bundle;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.ml.PipelineModel;
import org.bankrs.job.NewPlace;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.Transfers;
import org.bankrs.job.pipeline.SavedPipeline;

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
  private final SortedMap<String, String> checksums = new ConcurrentSkipListMap<>();
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
    try {
      Transfers.each(
          SavedPipeline.of(pipeline).files().entrySet(),
          file -> write(Bundle.PIPELINE + "/" + file.getKey(), file.getValue()));
    } catch (SourceUnreadableException e) {
      throw new SourceUnreadableException(
          "cannot save the pipeline in %s: %s".formatted(place, e.getMessage()), e);
    }
  }

  /** Writes a text file. */
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] content) {
    files.write(name, content);
    checksums.put(name, HexFormat.of().formatHex(BundleFiles.newDigest().digest(content)));
  }

  /**
   * Writes the manifest and gives the bundle its name.
   *
   * @param manifest makes the manifest from a digest of all files (12 hexadecimal digits) and their
   *     checksums
   */
  public Manifest finish(BiFunction<String, SortedMap<String, String>, Manifest> manifest) {
    SortedMap<String, String> all = new TreeMap<>(checksums);
    byte[] digest = BundleFiles.newDigest().digest(all.toString().getBytes(StandardCharsets.UTF_8));
    Manifest made = manifest.apply(HexFormat.of().formatHex(digest).substring(0, 12), all);
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
